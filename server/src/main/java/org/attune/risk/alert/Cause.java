package org.attune.risk.alert;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A response as the cause of an alert.
 *
 * @param patient id of the Patient whose alert it is
 * @param response the response, with its id
 */
public record Cause(String patient, QuestionnaireResponse response) {

  private static final String TYPE = "QuestionnaireResponse";

  String id() {
    return response.getIdElement().getIdPart();
  }

  Reference reference() {
    return new Reference(TYPE + "/" + id());
  }

  /** What names the response once it is deleted. */
  Reference nameOnly() {
    Reference name = new Reference().setType(TYPE);
    name.getIdentifier().setValue(id());
    return name;
  }

  /** Whether a reference, literal or by name, is to this response. */
  boolean isMeant(@Nullable Reference reference) {
    if (reference == null) {
      return false;
    }
    return reference.hasReference()
        ? TYPE.equals(reference.getReferenceElement().getResourceType())
            && id().equals(reference.getReferenceElement().getIdPart())
        : TYPE.equals(reference.getType()) && id().equals(reference.getIdentifier().getValue());
  }

  @Nullable Reference encounter() {
    Reference encounter = response.getEncounter();
    return "Encounter".equals(encounter.getReferenceElement().getResourceType())
            && encounter.getReferenceElement().hasIdPart()
        ? new Reference("Encounter/" + encounter.getReferenceElement().getIdPart())
        : null;
  }

  /** What restricts the answers holds for what follows from them. */
  List<Coding> labels() {
    return new ArrayList<>(response.getMeta().getSecurity());
  }

  /** Tags such as the origin of a sample. */
  List<Coding> tags() {
    return new ArrayList<>(response.getMeta().getTag());
  }
}
