package org.attune.architecture.breach.modules;

/** Root of an application whose second module reaches into the first one's inner package. */
public final class BreachApplication {

  private BreachApplication() {}
}
