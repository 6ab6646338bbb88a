package org.attune.store;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Refuses, on every write route, a narrative that holds more than the formatting that FHIR R4
 * allows (constraint txt-1), because browsers will show it.
 */
@Component
final class NarrativeRule implements WriteRule {

  private final Set<String> resourceTypes;

  NarrativeRule(FhirContext context) {
    this.resourceTypes = context.getResourceTypes();
  }

  @Override
  public Set<String> resourceTypes() {
    return resourceTypes;
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() != Write.Kind.DELETE) {
      check(write.resource(), write.resource().fhirType());
    }
  }

  private static void check(Resource resource, String path) {
    if (resource instanceof DomainResource domain) {
      check(domain.getText(), path);
      for (int i = 0; i < domain.getContained().size(); i++) {
        check(domain.getContained().get(i), path + ".contained[" + i + "]");
      }
    }
    if (resource instanceof Composition composition) {
      checkSections(composition.getSection(), path);
    } else if (resource instanceof Bundle bundle) {
      for (int i = 0; i < bundle.getEntry().size(); i++) {
        check(bundle.getEntry().get(i).getResource(), path + ".entry[" + i + "].resource");
      }
    } else if (resource instanceof Parameters parameters) {
      for (int i = 0; i < parameters.getParameter().size(); i++) {
        check(
            parameters.getParameter().get(i).getResource(),
            path + ".parameter[" + i + "].resource");
      }
    }
  }

  private static void checkSections(List<Composition.SectionComponent> sections, String path) {
    for (int i = 0; i < sections.size(); i++) {
      String section = path + ".section[" + i + "]";
      check(sections.get(i).getText(), section);
      checkSections(sections.get(i).getSection(), section);
    }
  }

  private static void check(Narrative narrative, String path) {
    if (narrative.hasDiv() && !SafeXhtml.isSafe(narrative.getDiv())) {
      throw new RuleViolationException(
          "unsafe-narrative",
          path + ".text.div",
          "The narrative holds markup beyond what FHIR allows; send formatting, links and images"
              + " only, without scripts, event handlers, forms, frames or embedded objects");
    }
  }
}
