package org.attune.terminology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** Makes a CodeSystem of every row of {@code code-systems.csv} from the tables it names. */
final class CodeSystems {

  static final String BASE = "https://attune.org/fhir/";
  private static final String OWN = "attune";

  private CodeSystems() {}

  static List<CodeSystem> all() {
    return rows().stream().map(CodeSystems::codeSystem).toList();
  }

  static List<Map<String, String>> rows() {
    return CodeTable.read("code-systems").rows();
  }

  /** Whether the code system is Attune's own, so that it gets a value set of all its codes. */
  static boolean own(Map<String, String> row) {
    return OWN.equals(cell(row, "tables"));
  }

  /** The canonical address of the code system that a row of {@code code-systems.csv} names. */
  static String url(String id) {
    return rows().stream()
        .filter(row -> id.equals(row.get("id")))
        .map(row -> cell(row, "url"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No code system " + id));
  }

  static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static CodeSystem codeSystem(Map<String, String> row) {
    CodeSystem system = new CodeSystem();
    system.setId(cell(row, "id"));
    system.setUrl(cell(row, "url"));
    if (!cell(row, "version").isEmpty()) {
      system.setVersion(cell(row, "version"));
    }
    Metadata.describe(system, cell(row, "name"), cell(row, "title"), cell(row, "description"));
    if (!cell(row, "copyright").isEmpty()) {
      system.setCopyright(cell(row, "copyright"));
    }
    system.setCaseSensitive(true);
    if (own(row)) {
      system.setValueSet(BASE + "ValueSet/" + cell(row, "id"));
    }
    system.setContent(CodeSystemContentMode.fromCode(cell(row, "content")));
    addConcepts(system, row);
    return system;
  }

  private static void addConcepts(CodeSystem system, Map<String, String> row) {
    List<Property> properties = properties(cell(row, "properties"));
    properties.forEach(
        property -> system.addProperty().setCode(property.code()).setType(property.type()));
    String tables = own(row) ? OWN + "?system=" + cell(row, "id") : cell(row, "tables");
    Map<String, ConceptDefinitionComponent> concepts = new LinkedHashMap<>();
    for (String table : tables.split(";", -1)) {
      for (Map<String, String> concept : CodeTable.select(table)) {
        ConceptDefinitionComponent added = concept(concept, properties);
        if (concepts.put(added.getCode(), added) != null) {
          throw new IllegalArgumentException(table + " repeats " + added.getCode());
        }
        String parent = concept.getOrDefault("parent", "");
        if (parent.isEmpty()) {
          system.addConcept(added);
        } else {
          Objects.requireNonNull(concepts.get(parent), parent).addConcept(added);
          system.setHierarchyMeaning(CodeSystem.CodeSystemHierarchyMeaning.ISA);
        }
      }
    }
    system.setCount(concepts.size());
  }

  private static ConceptDefinitionComponent concept(
      Map<String, String> row, List<Property> properties) {
    ConceptDefinitionComponent concept = new ConceptDefinitionComponent();
    concept.setCode(cell(row, "code"));
    concept.setDisplay(cell(row, row.containsKey("title") ? "title" : "display"));
    if (!row.getOrDefault("definition", "").isEmpty()) {
      concept.setDefinition(cell(row, "definition"));
    }
    for (Property property : properties) {
      String value = row.getOrDefault(property.column(), "");
      if (!value.isEmpty()) {
        concept.addProperty().setCode(property.code()).setValue(property.value(value));
      }
    }
    return concept;
  }

  private static List<Property> properties(String declared) {
    List<Property> properties = new ArrayList<>();
    for (String each : declared.isEmpty() ? new String[0] : declared.split(";", -1)) {
      String[] parts = each.split(":", -1);
      properties.add(new Property(parts[0], PropertyType.fromCode(parts[1]), parts[2]));
    }
    return properties;
  }

  private record Property(String column, PropertyType type, String code) {

    Type value(String text) {
      return switch (type) {
        case BOOLEAN -> new BooleanType("1".equals(text));
        case DATETIME -> new DateTimeType(new DateType(text).getValueAsString());
        default -> new StringType(text);
      };
    }
  }
}
