package org.attune.store;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A code system that is known by rule only, such as languages, media types and units. */
final class SupportCodeTable implements CodeTable {

  private final IValidationSupport support;
  private final String system;

  SupportCodeTable(IValidationSupport support, String system) {
    this.support = support;
    this.system = system;
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public @Nullable String version() {
    return null;
  }

  @Override
  public String name() {
    return system;
  }

  @Override
  public boolean whole() {
    return true;
  }

  @Override
  public Map<String, Concept> find(Collection<String> codes) {
    Map<String, Concept> found = new LinkedHashMap<>();
    for (String code : codes) {
      IValidationSupport.LookupCodeResult result =
          support.lookupCode(
              new ValidationSupportContext(support), new LookupCodeRequest(system, code));
      if (result != null && result.isFound()) {
        found.put(
            code,
            new Concept(code, result.getCodeDisplay(), null, List.of(), List.of(), List.of()));
      }
    }
    return found;
  }

  @Override
  public List<Concept> search(Search search) {
    throw new UnsupportedOperationException(system);
  }

  @Override
  public boolean isAbove(String ancestor, String descendant) {
    throw new UnsupportedOperationException(system);
  }
}
