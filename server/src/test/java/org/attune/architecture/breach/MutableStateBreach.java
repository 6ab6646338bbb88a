package org.attune.architecture.breach;

/** Keeps state for everyone. */
public class MutableStateBreach {

  static int counter;
}
