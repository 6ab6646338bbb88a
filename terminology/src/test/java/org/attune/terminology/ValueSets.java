package org.attune.terminology;

import static org.attune.terminology.CodeSystems.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;

/** Makes the ValueSets: one for each own code system, and those of {@code value-sets.csv}. */
final class ValueSets {

  private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

  private ValueSets() {}

  static List<ValueSet> all() {
    List<Map<String, String>> declared = CodeTable.read("value-sets").rows();
    List<String> ids = declared.stream().map(row -> cell(row, "id")).toList();
    List<ValueSet> sets = new ArrayList<>();
    for (Map<String, String> row : CodeSystems.rows()) {
      if (CodeSystems.own(row) && !ids.contains(cell(row, "id"))) {
        ValueSet set = valueSet(row, "All codes of the code system " + cell(row, "title") + ".");
        set.getCompose().addInclude().setSystem(cell(row, "url"));
        sets.add(set);
      }
    }
    for (Map<String, String> row : declared) {
      ValueSet set = valueSet(row, cell(row, "description"));
      for (Map<String, String> member : CodeTable.select(members(cell(row, "id")))) {
        include(set, member);
      }
      sets.add(set);
    }
    return sets;
  }

  private static String members(String id) {
    return "value-set-members?value_set=" + id;
  }

  private static ValueSet valueSet(Map<String, String> row, String description) {
    String id = cell(row, "id");
    ValueSet set = new ValueSet();
    set.setId(id);
    set.setUrl(CodeSystems.BASE + "ValueSet/" + id);
    set.setVersion(Metadata.VERSION);
    String name =
        Arrays.stream(id.split("-", -1))
            .map(
                word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    Metadata.describe(set, name, cell(row, "title"), description);
    return set;
  }

  private static void include(ValueSet set, Map<String, String> member) {
    String system = cell(member, "system");
    String url = system.startsWith("http") ? system : CodeSystems.url(system);
    ConceptSetComponent include =
        set.getCompose().getInclude().stream()
            .filter(each -> url.equals(each.getSystem()))
            .findFirst()
            .orElseGet(() -> set.getCompose().addInclude().setSystem(url));
    for (String code : cell(member, "codes").split(" ", -1)) {
      if (!code.isEmpty()) {
        include.addConcept().setCode(code);
      }
    }
    if (!cell(member, "table").isEmpty()) {
      CodeTable.select(cell(member, "table")).forEach(row -> concept(include, row));
    }
  }

  private static void concept(ConceptSetComponent include, Map<String, String> row) {
    var concept = include.addConcept().setCode(cell(row, "code"));
    String ordinal = row.getOrDefault("ordinal", "");
    if (!ordinal.isEmpty()) {
      concept.addExtension(ORDINAL, new DecimalType(ordinal));
    }
    if (row.containsKey("instrument")) {
      concept.setDisplay(cell(row, "display"));
    }
  }
}
