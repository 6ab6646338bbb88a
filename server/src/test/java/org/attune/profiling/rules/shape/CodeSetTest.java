package org.attune.profiling.rules.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.junit.jupiter.api.Test;

final class CodeSetTest {

  private static final String SYSTEM = "https://a.org/system";

  @Test
  void aListOfCodesIsTheSet() {
    CodeSet set = set(include -> include.addConcept().setCode("a"), null);

    assertThat(set.contains(coding("a"))).isTrue();
    assertThat(set.contains(coding("b"))).isFalse();
    assertThat(set.contains(new Coding("https://a.org/other", "a", null))).isFalse();
    assertThat(set.contains(new Coding())).isFalse();
    assertThat(set.contains("a")).isTrue();
    assertThat(set.contains("b")).isFalse();
  }

  @Test
  void aWholeSystemIsAllItsCodesAtAnyDepth() {
    CodeSystem system = system(CodeSystemContentMode.COMPLETE);

    CodeSet set = set(include -> {}, system);

    assertThat(set.contains(coding("parent"))).isTrue();
    assertThat(set.contains(coding("child"))).isTrue();
    assertThat(set.contains(coding("stranger"))).isFalse();
  }

  @Test
  void whatMayNotBeLoadedIsNotRefused() {
    CodeSet fragment = set(include -> {}, system(CodeSystemContentMode.FRAGMENT));
    CodeSet unknown = set(include -> {}, null);
    CodeSet filtered =
        set(
            include -> include.addFilter().setProperty("kind").setValue("x"),
            system(CodeSystemContentMode.COMPLETE));

    assertThat(fragment.contains(coding("stranger"))).isTrue();
    assertThat(unknown.contains(coding("stranger"))).isTrue();
    assertThat(filtered.contains(coding("stranger"))).isTrue();
    assertThat(filtered.contains("stranger")).isTrue();
    assertThat(filtered.contains(new Coding("https://a.org/other", "stranger", null))).isFalse();
  }

  @Test
  void aListOfBillableCodesGrowsWithTheReleaseThatASiteLoaded() {
    CodeSet listed = set(include -> include.addConcept().setCode("a"), billable("billable"));

    assertThat(listed.contains(coding("a"))).isTrue();
    assertThat(listed.contains(coding("new"))).isTrue();
    assertThat(listed.contains(coding("other"))).isFalse();
    assertThat(listed.contains(new Coding("https://a.org/other", "new", null))).isFalse();
  }

  @Test
  void otherListsStayAsTheyAre() {
    CodeSystem whole = billable("billable").setContent(CodeSystemContentMode.COMPLETE);

    assertThat(List.of(billable("kind"), whole, system(CodeSystemContentMode.FRAGMENT)))
        .noneMatch(
            system ->
                set(include -> include.addConcept().setCode("a"), system).contains(coding("new")));
  }

  private static CodeSystem billable(String property) {
    CodeSystem system = system(CodeSystemContentMode.FRAGMENT);
    system.addProperty().setCode(property);
    return system;
  }

  private static Coding coding(String code) {
    return new Coding(SYSTEM, code, null);
  }

  private static CodeSet set(
      java.util.function.Consumer<ConceptSetComponent> include,
      @org.jspecify.annotations.Nullable CodeSystem system) {
    ValueSet valueSet = new ValueSet().setUrl("https://a.org/set");
    include.accept(valueSet.getCompose().addInclude().setSystem(SYSTEM));
    return new CodeSet(
        valueSet,
        system == null ? Map.of() : Map.of(SYSTEM, system),
        (ofSystem, code) -> SYSTEM.equals(ofSystem) && "new".equals(code));
  }

  private static CodeSystem system(CodeSystemContentMode content) {
    CodeSystem system = new CodeSystem().setUrl(SYSTEM).setContent(content);
    system.addConcept().setCode("parent").addConcept().setCode("child");
    return system;
  }
}
