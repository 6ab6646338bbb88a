package org.attune.store;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.util.FhirTerser;
import ca.uhn.fhir.util.IModelVisitor2;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Refuses what HAPI's parser lets pass although FHIR R4 (datatypes) forbids it: a time of day in a
 * {@code date}, and a time of day without a zone in a {@code dateTime} or {@code instant}.
 */
@Component
final class TimestampRule implements WriteRule {

  private final Set<String> resourceTypes;
  private final FhirTerser terser;

  TimestampRule(FhirContext context) {
    this.resourceTypes = context.getResourceTypes();
    this.terser = context.newTerser();
  }

  @Override
  public Set<String> resourceTypes() {
    return resourceTypes;
  }

  @Override
  public void beforeStore(Write write) {
    if (write.kind() == Write.Kind.DELETE) {
      return;
    }
    List<RuleViolationException.Violation> violations = new ArrayList<>();
    terser.visit(write.resource(), new Visitor(write.resource(), violations));
    if (!violations.isEmpty()) {
      throw new RuleViolationException(violations);
    }
  }

  private static boolean isWrong(BaseDateTimeType time) {
    if (!time.hasValue() || time.getPrecision().compareTo(TemporalPrecisionEnum.DAY) <= 0) {
      return false;
    }
    return time instanceof DateType || time.getTimeZone() == null;
  }

  /** Looks at every time below a resource; the path is built for wrong ones only. */
  private record Visitor(Resource root, List<RuleViolationException.Violation> violations)
      implements IModelVisitor2 {

    @Override
    public boolean acceptElement(
        IBase element,
        List<IBase> containing,
        List<BaseRuntimeChildDefinition> children,
        List<BaseRuntimeElementDefinition<?>> elements) {
      if (element instanceof BaseDateTimeType time && isWrong(time)) {
        violations.add(
            new RuleViolationException.Violation(
                "invalid-time",
                ElementPath.of(root, element),
                time instanceof DateType
                    ? "A date has no time of day; send the day only"
                    : "A time of day needs a zone; add Z or an offset such as -05:00"));
      }
      return true;
    }
  }
}
