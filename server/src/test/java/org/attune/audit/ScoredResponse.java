package org.attune.audit;

import java.util.List;
import java.util.stream.Collectors;

/** A completed GAD-7, which the server scores on behalf of whoever sends it. */
final class ScoredResponse {

  private static final List<String> ITEMS =
      List.of("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7");

  private ScoredResponse() {}

  static String of(String patient) {
    return """
        {"resourceType":"QuestionnaireResponse","status":"completed",\
        "questionnaire":"https://attune.org/fhir/Questionnaire/gad-7",\
        "subject":{"reference":"Patient/%s"},"authored":"2026-03-04T10:15:00-05:00","item":[%s]}"""
        .formatted(
            patient,
            ITEMS.stream()
                .map(
                    item ->
                        "{\"linkId\":\"%s\",\"answer\":[{\"valueCoding\":{\"system\":\"http://loinc.org\",\"code\":\"LA6569-3\"}}]}"
                            .formatted(item))
                .collect(Collectors.joining(",")));
  }
}
