package org.attune.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.ValueSet;

/** Asks terminology operations and reads their answers. */
record TerminologyClient(FhirClient http) {

  static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  static final String LOINC = "http://loinc.org";
  static final String CPT = "http://www.ama-assn.org/go/cpt";
  static final String ATTUNE = "https://attune.org/fhir/";
  static final String DIAGNOSIS = ATTUNE + "ValueSet/diagnosis";
  static final String SESSION_TYPE = ATTUNE + "CodeSystem/session-type";

  /** The path with parameters: name, value, name, value. */
  static String path(String operation, String... parameters) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < parameters.length; i += 2) {
      pairs.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return operation + "?" + String.join("&", pairs);
  }

  Answer get(String operation, String... parameters) {
    return http.get(path(operation, parameters));
  }

  Parameters ask(String operation, String... parameters) {
    Answer answer = get(operation, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(Parameters.class);
  }

  ValueSet expand(String operation, String... parameters) {
    Answer answer = get(operation, parameters);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.as(ValueSet.class);
  }

  static List<String> codes(ValueSet expanded) {
    return expanded.getExpansion().getContains().stream().map(each -> each.getCode()).toList();
  }

  static boolean result(Parameters answer) {
    return answer.getParameterBool("result");
  }

  static String text(Parameters answer, String name) {
    return answer.hasParameter(name) ? answer.getParameter(name).getValue().primitiveValue() : "";
  }

  /** The values of a property in the answer of {@code $lookup}. */
  static List<String> property(Parameters answer, String code) {
    return answer.getParameter().stream()
        .filter(each -> "property".equals(each.getName()))
        .filter(each -> code.equals(part(each, "code").map(Type::primitiveValue).orElse("")))
        .map(each -> part(each, "value").orElseThrow().primitiveValue())
        .toList();
  }

  static Optional<Type> part(ParametersParameterComponent parameter, String name) {
    return parameter.getPart().stream()
        .filter(part -> name.equals(part.getName()))
        .map(ParametersParameterComponent::getValue)
        .findFirst();
  }

  /** What the one issue of a refusal says. */
  static String refusal(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    OperationOutcome outcome = answer.as(OperationOutcome.class);
    assertThat(outcome.getIssue()).hasSize(1);
    return outcome.getIssueFirstRep().getDiagnostics();
  }

  /** What is said of a code of ICD-10-CM on a day: whether it is valid, and why. */
  String validity(String code, String date) {
    Parameters answer = ask("CodeSystem/$validate-code", "url", ICD, "code", code, "date", date);
    return (result(answer) + " " + text(answer, "message")).strip();
  }
}
