package org.attune.assessment.licence;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.assessment.rules.Licence;
import org.attune.store.Caller;
import org.attune.store.RecordStore;
import org.attune.store.RuleViolationException;
import org.attune.store.Write;
import org.attune.store.WriteRule;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Questionnaire;

/**
 * Refuses to make a Questionnaire active whose licence is not free, unless the practice says that
 * it may use it. What the package says of an instrument's licence cannot be bettered by a copy.
 */
final class InstrumentLicenceRule implements WriteRule {

  static final String LICENCE = "https://attune.org/fhir/StructureDefinition/instrument-licence";

  private static final String REGISTRATION =
      "https://attune.org/fhir/StructureDefinition/instrument-registration";
  private static final String PRACTICES =
      "type=https://attune.org/fhir/CodeSystem/organization-kind%7Cpractice&_count=100";

  private final RecordStore records;
  private final Map<String, Licence> shipped;

  InstrumentLicenceRule(RecordStore records, Map<String, Licence> shipped) {
    this.records = records;
    this.shipped = Map.copyOf(shipped);
  }

  @Override
  public Set<String> resourceTypes() {
    return Set.of("Questionnaire");
  }

  @Override
  public void beforeStore(Write write) {
    Questionnaire form = (Questionnaire) write.resource();
    if (write.kind() == Write.Kind.DELETE || form.getStatus() != PublicationStatus.ACTIVE) {
      return;
    }
    Optional<Licence> licence = licence(form);
    if (licence.isPresent()
        && !licence.get().free()
        && !registered(write.caller().delegated("licence-check"), form.getUrl())) {
      throw new RuleViolationException(
          "licence",
          "Questionnaire.status",
          "The licence of this instrument is "
              + licence.get().code()
              + ": before it is made active, the Organization of the practice says by the extension"
              + " instrument-registration that the practice may use it");
    }
  }

  private Optional<Licence> licence(Questionnaire form) {
    Licence known = form.hasUrl() ? shipped.get(form.getUrl()) : null;
    if (known != null) {
      return Optional.of(known);
    }
    Extension stated = form.getExtensionByUrl(LICENCE);
    return stated == null || stated.getValue() == null
        ? Optional.empty()
        : Licence.of(stated.getValue().primitiveValue());
  }

  private boolean registered(Caller caller, String url) {
    return records.search(caller, Organization.class, PRACTICES).stream()
        .flatMap(practice -> practice.getExtensionsByUrl(REGISTRATION).stream())
        .map(registration -> registration.getExtensionByUrl("instrument"))
        .anyMatch(
            instrument ->
                instrument != null
                    && instrument.getValue() != null
                    && instrument.getValue().primitiveValue().equals(url));
  }
}
