package org.attune.architecture.breach.unmarked;

/** Lives in a package without a null contract. */
public class UnmarkedBreach {}
