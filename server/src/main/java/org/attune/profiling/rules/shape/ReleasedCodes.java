package org.attune.profiling.rules.shape;

/** The codes of whole releases of code systems that a site loaded. */
@FunctionalInterface
public interface ReleasedCodes {

  /** Nothing was loaded. */
  ReleasedCodes NONE = (system, code) -> false;

  /** Whether the release in use has a code that is billable at some time. */
  boolean billable(String system, String code);
}
