package org.attune.terminology;

import static org.attune.terminology.CodeSystems.cell;

import java.util.Map;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.UriType;

/**
 * Makes the map from session types to CPT codes. A band of minutes stands as {@code dependsOn} of
 * the target: the code holds for a session of that length only.
 */
final class SessionTypeMap {

  private static final String PROPERTY = CodeSystems.BASE + "session-time/";

  private SessionTypeMap() {}

  static ConceptMap map() {
    ConceptMap map = new ConceptMap();
    map.setId("session-type-to-cpt");
    map.setUrl(CodeSystems.BASE + "ConceptMap/session-type-to-cpt");
    map.setVersion(Metadata.VERSION);
    Metadata.describe(
        map,
        "SessionTypeToCpt",
        "Session types to CPT",
        "Which CPT code a session of a type and length is billed with. Bands are whole minutes,"
            + " both limits included; a target without a band is not timed. Payers may differ.");
    map.setSource(new UriType(CodeSystems.BASE + "ValueSet/session-type"));
    map.setTarget(new UriType(CodeSystems.BASE + "ValueSet/session-procedure"));
    ConceptMapGroupComponent group =
        map.addGroup().setSource(CodeSystems.url("session-type")).setTarget(CodeSystems.url("cpt"));
    CodeTable.read("session-cpt").rows().forEach(row -> add(group, row));
    return map;
  }

  private static void add(ConceptMapGroupComponent group, Map<String, String> row) {
    String type = cell(row, "session_type");
    SourceElementComponent element =
        group.getElement().stream()
            .filter(each -> type.equals(each.getCode()))
            .findFirst()
            .orElseGet(() -> group.addElement().setCode(type));
    boolean timed = !cell(row, "minutes_from").isEmpty();
    TargetElementComponent target =
        element
            .addTarget()
            .setCode(cell(row, "code"))
            .setEquivalence(
                timed ? ConceptMapEquivalence.NARROWER : ConceptMapEquivalence.EQUIVALENT);
    if (timed) {
      target.setComment(comment(row));
    }
    depend(target, "minutes-from", cell(row, "minutes_from"));
    depend(target, "minutes-to", cell(row, "minutes_to"));
    depend(target, "minutes-per-further-unit", cell(row, "minutes_per_further_unit"));
    depend(target, "role", "add-on".equals(row.get("role")) ? "add-on" : "");
  }

  private static void depend(TargetElementComponent target, String property, String value) {
    if (!value.isEmpty()) {
      target.addDependsOn().setProperty(PROPERTY + property).setValue(value);
    }
  }

  private static String comment(Map<String, String> row) {
    String to = cell(row, "minutes_to");
    return "Sessions of "
        + cell(row, "minutes_from")
        + (to.isEmpty() ? " minutes or more" : " to " + to + " minutes");
  }
}
