package org.attune.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.jspecify.annotations.Nullable;

/** The codes that stand in a CodeSystem resource. */
final class ResourceCodeTable implements CodeTable {

  private final CodeSystem resource;
  private final Map<String, Concept> concepts = new LinkedHashMap<>();

  ResourceCodeTable(CodeSystem resource) {
    this.resource = resource;
    resource.getConcept().forEach(concept -> add(concept, List.of()));
  }

  private void add(ConceptDefinitionComponent concept, List<String> parents) {
    List<Concept.Property> properties =
        concept.getProperty().stream()
            .map(property -> new Concept.Property(property.getCode(), property.getValue()))
            .toList();
    List<String> children =
        concept.getConcept().stream().map(ConceptDefinitionComponent::getCode).toList();
    concepts.put(
        concept.getCode(),
        new Concept(
            concept.getCode(),
            concept.getDisplay(),
            concept.getDefinition(),
            properties,
            parents,
            children));
    concept.getConcept().forEach(child -> add(child, List.of(concept.getCode())));
  }

  @Override
  public String system() {
    return resource.getUrl();
  }

  @Override
  public @Nullable String version() {
    return resource.getVersion();
  }

  @Override
  public String name() {
    return resource.hasTitle() ? resource.getTitle() : resource.getName();
  }

  @Override
  public boolean whole() {
    return resource.getContent() == CodeSystem.CodeSystemContentMode.COMPLETE;
  }

  @Override
  public Map<String, Concept> find(Collection<String> codes) {
    Map<String, Concept> found = new LinkedHashMap<>();
    for (String code : codes) {
      Concept concept = concepts.get(code);
      if (concept != null) {
        found.put(code, concept);
      }
    }
    return found;
  }

  @Override
  public List<Concept> search(Search search) {
    List<Concept> found = new ArrayList<>();
    for (Concept concept : concepts.values()) {
      if (hasWords(concept, search.words())
          && hasProperties(concept, search.properties())
          && isBelow(concept, search)) {
        found.add(concept);
      }
    }
    return found;
  }

  private static boolean hasWords(Concept concept, List<String> words) {
    String display = concept.display() == null ? "" : concept.display().toLowerCase(Locale.ROOT);
    String code = concept.code().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(word -> display.contains(word) || code.startsWith(word));
  }

  private static boolean hasProperties(Concept concept, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(
            property ->
                concept
                    .property(property.getKey())
                    .filter(property.getValue()::equals)
                    .isPresent());
  }

  private boolean isBelow(Concept concept, Search search) {
    String root = search.root();
    return root == null
        || (search.withRoot() && root.equals(concept.code()))
        || isAbove(root, concept.code());
  }

  @Override
  public boolean isAbove(String ancestor, String descendant) {
    Set<String> seen = new java.util.HashSet<>();
    List<String> level = parents(descendant);
    while (!level.isEmpty()) {
      if (level.contains(ancestor)) {
        return true;
      }
      List<String> next = new ArrayList<>();
      level.stream().filter(seen::add).forEach(code -> next.addAll(parents(code)));
      level = next;
    }
    return false;
  }

  private List<String> parents(String code) {
    Concept concept = concepts.get(code);
    return concept == null ? List.of() : concept.parents();
  }
}
