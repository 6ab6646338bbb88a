package org.attune.examples.client;

import static org.attune.examples.fhir.Drafts.ref;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Narrative;

/** A safety plan in the practice's own words. */
final class SafetyPlans {

  private static final Map<String, List<String>> ADULT = new LinkedHashMap<>();
  private static final Map<String, List<String>> YOUNG = new LinkedHashMap<>();

  static {
    ADULT.put("warning-signs", List.of("Not sleeping a second night", "Looking at the ring"));
    ADULT.put("coping-strategies", List.of("Walk to the river and back", "Cold water, radio on"));
    ADULT.put("social-distraction", List.of("Football at Dan's", "Coffee at the station"));
    ADULT.put("people-to-ask", List.of("Ruth, at any hour"));
    ADULT.put("professionals", List.of("Ana Rivera at the practice", "988 by call or text"));
    ADULT.put("safe-surroundings", List.of("Ruth keeps the tablets and the hunting cupboard key"));
    ADULT.put("reasons-for-living", List.of("Ruth's children"));
    YOUNG.put("warning-signs", List.of("Locking the door after school", "Deleting messages"));
    YOUNG.put("coping-strategies", List.of("Ice cube in the hand", "Drawing on the arm instead"));
    YOUNG.put("social-distraction", List.of("Kitchen with mother", "Dog walk with Nina"));
    YOUNG.put("people-to-ask", List.of("Mother", "Steve", "Nina's mother"));
    YOUNG.put("professionals", List.of("Theo Lindqvist at the practice", "988 by call or text"));
    YOUNG.put("safe-surroundings", List.of("Blades and tablets locked away by mother"));
    YOUNG.put("reasons-for-living", List.of("The dog", "Art school"));
  }

  private SafetyPlans() {}

  static void add(Chart chart, int week) {
    Session session =
        chart.held().stream()
            .filter(s -> s.kind() == Session.Kind.CRISIS)
            .findFirst()
            .orElseGet(() -> chart.sessionAt(week));
    Map<String, List<String>> sections = chart.client().minor() ? YOUNG : ADULT;
    boolean over = chart.client().discharge() != null;
    CarePlan plan = new CarePlan();
    plan.setText(narrative(sections));
    plan.setStatus(over ? CarePlan.CarePlanStatus.COMPLETED : CarePlan.CarePlanStatus.ACTIVE)
        .setIntent(CarePlan.CarePlanIntent.PLAN)
        .setTitle("Safety plan")
        .setSubject(chart.patient())
        .setEncounter(ref("Encounter", session.key()))
        .setCreatedElement(Times.dateTime(session.end()))
        .setPeriod(Times.period(session.start().toLocalDate(), over ? chart.lastDay() : null))
        .setAuthor(chart.practitioner(session.clinician()))
        .addContributor(chart.patient());
    plan.addCategory(Codes.usCore("careplan-category", "assess-plan"));
    plan.addCategory(Codes.ownConcept("care-plan-category", "safety-plan"));
    plan.addCategory(Codes.loinc("87626-8"));
    sections.forEach(
        (code, entries) ->
            entries.forEach(
                entry ->
                    plan.addActivity()
                        .getDetail()
                        .setCode(Codes.ownConcept("safety-plan-section", code))
                        .setStatus(CarePlan.CarePlanActivityStatus.INPROGRESS)
                        .setDescription(entry)));
    chart.add(plan, chart.client().key() + "/safety");
  }

  private static Narrative narrative(Map<String, List<String>> sections) {
    StringBuilder text = new StringBuilder("<div xmlns=\"http://www.w3.org/1999/xhtml\"><ul>");
    sections.values().stream()
        .flatMap(List::stream)
        .forEach(entry -> text.append("<li>").append(entry).append("</li>"));
    Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
    narrative.setDivAsString(text.append("</ul></div>").toString());
    return narrative;
  }
}
