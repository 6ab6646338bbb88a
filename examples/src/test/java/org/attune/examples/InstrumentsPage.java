package org.attune.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;

/** What {@code docs/instruments.md} says, made from the Questionnaires. */
final class InstrumentsPage {

  private static final String OWN = "https://attune.org/fhir/StructureDefinition/";
  private static final String HEAD =
      """
      # Instruments

      Made from the Questionnaires of the package `attune.profiles` by a test, which also holds the page to them. How they are used is in [assessments.md](assessments.md).

      | Instrument | Status | Licence | Score | Rule | Bands |
      |---|---|---|---|---|---|
      """;

  String text() {
    StringBuilder page = new StringBuilder(HEAD);
    List<Questionnaire> forms =
        ProfileContent.resources(Questionnaire.class).stream()
            .sorted(Comparator.comparing(Questionnaire::getIdPart))
            .toList();
    for (Questionnaire form : forms) {
      page.append(row(form));
    }
    page.append("\n## Sources and terms\n");
    for (Questionnaire form : forms) {
      page.append(
          "\n### %s\n\n- Canonical: `%s|%s`\n- Source: %s\n- Terms: %s\n"
              .formatted(
                  form.getTitle(),
                  form.getUrl(),
                  form.getVersion(),
                  value(form, "instrument-source"),
                  form.getCopyright()));
      parts(form).forEach(page::append);
      triggers(form).forEach(page::append);
    }
    return page.toString();
  }

  private static String row(Questionnaire form) {
    Extension score = form.getExtensionsByUrl(OWN + "instrument-score").get(0);
    return "| [%s](#%s) | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            form.getTitle(),
            form.getTitle()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-'),
            form.getStatus().toCode(),
            value(form, "instrument-licence"),
            coding(score, "total").getCode(),
            rule(score),
            bands(score));
  }

  private static String rule(Extension score) {
    List<String> said = new ArrayList<>();
    int items = score.getExtensionsByUrl("item").size();
    Extension method = score.getExtensionByUrl("method");
    boolean highest = method != null && "highest".equals(method.getValue().primitiveValue());
    said.add((highest ? "highest of " : "sum of ") + items + " items");
    Extension factor = score.getExtensionByUrl("factor");
    if (factor != null) {
      said.add("times " + factor.getValue().primitiveValue());
    }
    List<String> reversed = texts(score, "reversed");
    if (!reversed.isEmpty()) {
      said.add("reversed: " + String.join(", ", reversed));
    }
    return String.join("; ", said);
  }

  private static String bands(Extension score) {
    Map<String, List<String>> bySex = new TreeMap<>();
    for (Extension band : score.getExtensionsByUrl("band")) {
      Extension sex = band.getExtensionByUrl("sex");
      bySex
          .computeIfAbsent(
              sex == null ? "" : sex.getValue().primitiveValue(), key -> new ArrayList<>())
          .add(
              "%s-%s %s"
                  .formatted(
                      band.getExtensionByUrl("low").getValue().primitiveValue(),
                      band.getExtensionByUrl("high").getValue().primitiveValue(),
                      coding(band, "code").getCode()));
    }
    return bySex.entrySet().stream()
        .map(
            each ->
                (each.getKey().isEmpty() ? "" : each.getKey() + ": ")
                    + String.join(", ", each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static Stream<String> parts(Questionnaire form) {
    return form.getExtensionsByUrl(OWN + "instrument-score").stream()
        .skip(1)
        .map(
            part ->
                "- Part `%s`: %s (%s)\n"
                    .formatted(
                        coding(part, "total").getCode(),
                        coding(part, "total").getDisplay(),
                        rule(part)));
  }

  private static Stream<String> triggers(Questionnaire form) {
    return form.getItem().stream().flatMap(InstrumentsPage::triggers);
  }

  private static Stream<String> triggers(QuestionnaireItemComponent item) {
    return item.getExtensionsByUrl(OWN + "risk-trigger").stream()
        .map(
            trigger ->
                "- [Signal](risk.md) `%s`: item `%s` at %s or more\n"
                    .formatted(
                        coding(trigger, "code").getCode(),
                        item.getLinkId(),
                        trigger.getExtensionByUrl("atLeast").getValue().primitiveValue()));
  }

  private static List<String> texts(Extension score, String url) {
    return score.getExtensionsByUrl(url).stream()
        .map(each -> each.getValue().primitiveValue())
        .toList();
  }

  private static String value(Questionnaire form, String extension) {
    return form.getExtensionByUrl(OWN + extension).getValue().primitiveValue();
  }

  private static Coding coding(Element of, String url) {
    return (Coding) of.getExtensionByUrl(url).getValue();
  }
}
