package org.attune.terminology.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attune.store.CodeTable;
import org.attune.store.Concept;
import org.attune.terminology.rules.Validity;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** What the terminology operations have in common: their parameters, and words for refusals. */
final class Answers {

  private static final int DAY_LENGTH = 10;

  private Answers() {}

  /** The text of a parameter; absent if it was not given or is empty. */
  static @Nullable String text(@Nullable PrimitiveType<?> parameter) {
    String value = parameter == null ? null : parameter.getValueAsString();
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The id of the resource that the operation is called on; absent on the type. */
  static @Nullable String id(@Nullable IdType id) {
    return id == null || !id.hasIdPart() ? null : id.getIdPart();
  }

  /**
   * The day that a parameter names.
   *
   * @param today stands for a parameter that was not given
   */
  static LocalDate day(@Nullable DateTimeType date, LocalDate today) {
    String text = text(date);
    if (text == null) {
      return today;
    }
    try {
      return LocalDate.parse(text.length() > DAY_LENGTH ? text.substring(0, DAY_LENGTH) : text);
    } catch (DateTimeException unclear) {
      throw new InvalidRequestException("The parameter date must name a day, as in 2026-10-01");
    }
  }

  /** The codings that are asked about: exactly one of the three ways to name them. */
  static List<Coding> codings(
      @Nullable Coding single, @Nullable Coding coding, @Nullable CodeableConcept concept) {
    List<Coding> codings = new ArrayList<>();
    int ways = 0;
    if (single != null) {
      ways++;
      codings.add(single);
    }
    if (coding != null && !coding.isEmpty()) {
      ways++;
      codings.add(coding);
    }
    if (concept != null && concept.hasCoding()) {
      ways++;
      codings.addAll(concept.getCoding());
    }
    if (ways != 1) {
      throw new InvalidRequestException(
          "Give exactly one of the parameters code, coding and codeableConcept");
    }
    if (codings.stream().anyMatch(each -> !each.hasCode())) {
      throw new InvalidRequestException("A coding has no code: add it");
    }
    return codings;
  }

  /** When the concept can be billed; absent if that is not known of its code system. */
  static Optional<Validity> validity(Concept concept) {
    return concept
        .property("billable")
        .map(
            billable ->
                new Validity(
                    Boolean.parseBoolean(billable),
                    day(concept, "billable-from"),
                    day(concept, "billable-to"),
                    !concept.children().isEmpty()));
  }

  private static @Nullable LocalDate day(Concept concept, String property) {
    return concept.property(property).map(LocalDate::parse).orElse(null);
  }

  /** Why a code is not in a code system, and what can be done. */
  static String unknown(String code, CodeTable table) {
    if (table.whole()) {
      return code + " is not a code of " + table.system();
    }
    return code
        + " is not in the part of "
        + table.system()
        + " that this server has. It may be valid all the same: load the whole release with the"
        + " command attune terminology load";
  }

  static ResourceNotFoundException unknownSystem(String system, @Nullable String version) {
    return new ResourceNotFoundException(
        "The code system "
            + system
            + (version == null ? "" : " in version " + version)
            + " is not known here: check its address, or store it as a CodeSystem");
  }

  static ResourceNotFoundException unknownResource(String type, String name) {
    return new ResourceNotFoundException(
        "There is no " + type + " " + name + " here: check the address, or store it");
  }

  /** The words of a text to filter by. */
  static List<String> words(@Nullable String filter) {
    if (filter == null) {
      return List.of();
    }
    return List.of(filter.toLowerCase(Locale.ROOT).strip().split("\\s+"));
  }
}
