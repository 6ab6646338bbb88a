package org.attune.smart;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an app is launched about; its members are the names of the token response.
 *
 * @param patient id of the Patient
 * @param encounter id of the Encounter
 * @param intent what the app shall do, in words that launcher and app agree on
 * @param fhirContext further resources; each an object as SMART App Launch 2.2 describes
 * @param needPatientBanner whether the app must show who the patient is
 * @see <a
 *     href="https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token">SMART
 *     App Launch 2.2, launch context</a>
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LaunchContext(
    @JsonProperty("patient") @Nullable String patient,
    @JsonProperty("encounter") @Nullable String encounter,
    @JsonProperty("intent") @Nullable String intent,
    @JsonProperty("fhirContext") List<Map<String, Object>> fhirContext,
    @JsonProperty("need_patient_banner") boolean needPatientBanner) {

  /** No context at all. */
  public static final LaunchContext NONE = new LaunchContext(null, null, null, List.of(), true);

  /** Keeps its own copy. */
  public LaunchContext {
    fhirContext = fhirContext == null ? List.of() : List.copyOf(fhirContext);
  }

  /** The context of one patient's record and nothing else. */
  public static LaunchContext ofPatient(String patient) {
    return new LaunchContext(patient, null, null, List.of(), true);
  }

  /** The members as they stand in a token response and in an introspection. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (patient != null) {
      members.put("patient", patient);
      members.put("need_patient_banner", needPatientBanner);
    }
    if (encounter != null) {
      members.put("encounter", encounter);
    }
    if (intent != null) {
      members.put("intent", intent);
    }
    if (!fhirContext.isEmpty()) {
      members.put("fhirContext", fhirContext);
    }
    return members;
  }
}
