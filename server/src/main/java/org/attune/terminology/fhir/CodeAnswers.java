package org.attune.terminology.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.store.CodeTable;
import org.attune.store.Concept;
import org.attune.terminology.rules.Validity;
import org.attune.terminology.rules.Validity.Status;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** Answers about single codes, as Parameters of the operations of R4. */
final class CodeAnswers {

  private static final String BILLABLE_ON_DATE = "billable-on-date";

  /** The answer to {@code $lookup}. */
  Parameters lookup(CodeTable table, Concept concept, List<String> wanted, LocalDate day) {
    Parameters answer = new Parameters();
    answer.addParameter("name", new StringType(table.name()));
    if (table.version() != null) {
      answer.addParameter("version", new StringType(table.version()));
    }
    String display = concept.display();
    answer.addParameter("display", new StringType(display == null ? concept.code() : display));
    if (concept.definition() != null && wants(wanted, "definition")) {
      answer.addParameter("definition", new StringType(concept.definition()));
    }
    for (Concept.Property property : concept.properties()) {
      add(answer, wanted, property.code(), property.value());
    }
    Answers.validity(concept)
        .ifPresent(
            validity ->
                add(
                    answer,
                    wanted,
                    BILLABLE_ON_DATE,
                    new BooleanType(validity.on(day) == Status.BILLABLE)));
    concept.parents().forEach(code -> add(answer, wanted, "parent", new CodeType(code)));
    concept.children().forEach(code -> add(answer, wanted, "child", new CodeType(code)));
    return answer;
  }

  private static void add(Parameters answer, List<String> wanted, String code, Type value) {
    if (wants(wanted, code)) {
      ParametersParameterComponent property = answer.addParameter().setName("property");
      property.addPart().setName("code").setValue(new CodeType(code));
      property.addPart().setName("value").setValue(value);
    }
  }

  private static boolean wants(List<String> wanted, String property) {
    return wanted.isEmpty() || wanted.contains(property);
  }

  /** The answer to {@code $validate-code} of a code system: valid if one of the codings is. */
  Parameters validate(CodeTable table, List<Coding> codings, LocalDate day) {
    Map<String, Concept> found = table.find(codings.stream().map(Coding::getCode).toList());
    Parameters answer = new Parameters();
    for (Coding coding : codings) {
      answer = validate(table, Optional.ofNullable(found.get(coding.getCode())), coding, day);
      if (answer.getParameterBool("result")) {
        return answer;
      }
    }
    return answer;
  }

  private static Parameters validate(
      CodeTable table, Optional<Concept> found, Coding coding, LocalDate day) {
    if (found.isEmpty()) {
      return answer(false, Answers.unknown(coding.getCode(), table), null);
    }
    Concept concept = found.get();
    Optional<Validity> validity = Answers.validity(concept);
    String message = validity.map(known -> known.explain(concept.code(), day)).orElse("");
    boolean valid =
        validity
            .map(known -> known.on(day))
            .filter(status -> status == Status.NOT_YET || status == Status.ENDED)
            .isEmpty();
    if (valid && !displays(coding, concept)) {
      return answer(false, wrongDisplay(concept), concept.display());
    }
    return answer(valid, message, concept.display());
  }

  /** Whether the display that was given, if any, is that of the concept, in whatever case. */
  static boolean displays(Coding coding, Concept concept) {
    return !coding.hasDisplay()
        || concept.display() == null
        || coding.getDisplay().strip().equalsIgnoreCase(concept.display());
  }

  static String wrongDisplay(Concept concept) {
    return "The code " + concept.code() + " has another display: " + concept.display();
  }

  static Parameters answer(
      boolean result, String message, @org.jspecify.annotations.Nullable String display) {
    Parameters answer = new Parameters();
    answer.addParameter("result", new BooleanType(result));
    if (!message.isEmpty()) {
      answer.addParameter("message", new StringType(message));
    }
    if (display != null) {
      answer.addParameter("display", new StringType(display));
    }
    return answer;
  }

  /** The answer to {@code $subsumes}. */
  Parameters subsumes(CodeTable table, String codeA, String codeB) {
    Map<String, Concept> found = table.find(List.of(codeA, codeB));
    for (String code : List.of(codeA, codeB)) {
      if (!found.containsKey(code)) {
        throw new ResourceNotFoundException(Answers.unknown(code, table));
      }
    }
    try {
      return new Parameters().addParameter("outcome", new CodeType(relation(table, codeA, codeB)));
    } catch (UnsupportedOperationException flat) {
      throw new InvalidRequestException("The code system has no hierarchy here");
    }
  }

  private static String relation(CodeTable table, String codeA, String codeB) {
    if (codeA.equals(codeB)) {
      return "equivalent";
    }
    if (table.isAbove(codeA, codeB)) {
      return "subsumes";
    }
    return table.isAbove(codeB, codeA) ? "subsumed-by" : "not-subsumed";
  }
}
