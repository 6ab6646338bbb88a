package org.attune.rest.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.QuantityParam;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds values that do not have the form which the type of their parameter wants. */
final class SearchValues {

  /** Dates that belong to every resource and stand in no list of parameters. */
  static final Set<String> SPECIAL = Set.of("_lastUpdated");

  private static final String PREFIXES = "eq, ne, gt, lt, ge, le, sa, eb, ap";

  private final FhirContext context;

  SearchValues(FhirContext context) {
    this.context = context;
  }

  /** Says which parameter has a value that cannot be, and how its values look. */
  Optional<String> check(String name, RestSearchParameterTypeEnum type, List<String> given) {
    for (String value : given) {
      for (String alternative : value.split("(?<!\\\\),", -1)) {
        if (!fits(name, type, alternative)) {
          return Optional.of(
              "The search parameter %s takes %s; a value may begin with one of %s."
                  .formatted(name, form(type), PREFIXES));
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> wholeNumber(String name, String value) {
    return value.matches("\\d{1,9}")
        ? Optional.empty()
        : Optional.of("The search parameter " + name + " takes a whole number.");
  }

  private boolean fits(String name, RestSearchParameterTypeEnum type, String value) {
    IQueryParameterType parser =
        switch (type) {
          case DATE -> new DateParam();
          case NUMBER -> new NumberParam();
          case QUANTITY -> new QuantityParam();
          default -> null;
        };
    if (parser == null || value.isEmpty()) {
      return true;
    }
    try {
      parser.setValueAsQueryToken(context, name, null, value);
      return true;
    } catch (RuntimeException notOfThisForm) {
      return false;
    }
  }

  private static String form(RestSearchParameterTypeEnum type) {
    return switch (type) {
      case DATE -> "a date such as 2026, 2026-01, 2026-01-31 or 2026-01-31T10:00:00-05:00";
      case NUMBER -> "a number such as 5.4";
      default -> "a quantity such as 5.4, or 5.4|http://unitsofmeasure.org|mg";
    };
  }
}
