package org.attune.architecture.breach.modules.two;

import org.attune.architecture.breach.modules.one.inner.Hidden;

/** Uses what it must not see. */
public record Intruder(Hidden hidden) {}
