package org.attune.profiling;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attune.profiling.rules.shape.CodeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Answers {@code memberOf} in FHIRPath from the value sets of the packages. */
final class PackageTerminology implements IValidationSupport {

  private final DefaultProfileValidationSupport definitions;
  private final Map<String, CodeSet> codes;

  PackageTerminology(DefaultProfileValidationSupport definitions, Collection<CodeSet> codes) {
    this.definitions = definitions;
    this.codes = codes.stream().collect(Collectors.toMap(CodeSet::url, Function.identity()));
  }

  @Override
  public FhirContext getFhirContext() {
    return definitions.getFhirContext();
  }

  @Override
  public <T extends IBaseResource> @Nullable List<T> fetchAllStructureDefinitions() {
    return definitions.fetchAllStructureDefinitions();
  }

  @Override
  public @Nullable IBaseResource fetchStructureDefinition(String url) {
    return definitions.fetchStructureDefinition(url);
  }

  @Override
  public <T extends IBaseResource> @Nullable T fetchResource(@Nullable Class<T> type, String uri) {
    return type != null && ValueSet.class.equals(type) && codes.containsKey(uri)
        ? type.cast(new ValueSet().setUrl(uri))
        : definitions.fetchResource(type, uri);
  }

  @Override
  public @Nullable CodeValidationResult validateCode(
      ValidationSupportContext context,
      ConceptValidationOptions options,
      String system,
      String code,
      String display,
      String valueSetUrl) {
    CodeSet set = codes.get(valueSetUrl);
    CodeValidationResult result = new CodeValidationResult();
    return set != null && set.contains(new Coding(system, code, null))
        ? result.setCode(code)
        : result.setSeverity(IssueSeverity.ERROR).setMessage("Not in the value set");
  }
}
