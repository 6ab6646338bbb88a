package org.attune.architecture.breach.modules.one.inner;

/** Not for other modules. */
public record Hidden(String value) {}
