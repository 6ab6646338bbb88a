package org.attune.assessment.rules;

import java.util.Locale;
import java.util.Optional;

/** On what terms an instrument may be used, by the codes of {@code instrument-licence}. */
public enum Licence {
  /** Not under copyright. */
  PUBLIC_DOMAIN,
  /** May be used without asking. */
  FREE,
  /** May be used within stated conditions. */
  FREE_WITH_CONDITIONS,
  /** Free for other than commercial use. */
  NONCOMMERCIAL,
  /** Free once registered. */
  REGISTRATION,
  /** Needs written permission. */
  PERMISSION_REQUIRED,
  /** Needs a paid licence. */
  COMMERCIAL;

  /** The licence with a code, if there is one. */
  public static Optional<Licence> of(String code) {
    for (Licence licence : values()) {
      if (licence.code().equals(code)) {
        return Optional.of(licence);
      }
    }
    return Optional.empty();
  }

  /** Its code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether any site may use the instrument. */
  public boolean free() {
    return this == PUBLIC_DOMAIN || this == FREE;
  }
}
