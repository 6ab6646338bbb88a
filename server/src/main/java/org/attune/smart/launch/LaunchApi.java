package org.attune.smart.launch;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.accounts.AccountPrincipal;
import org.attune.kernel.PublicAddress;
import org.attune.smart.Person;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.SmartClient;
import org.hl7.fhir.r4.model.Encounter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prepares a launch from the chart: for a signed-in member of the practice, who alone can then go
 * on with it, or for the operator.
 */
@RestController
final class LaunchApi {

  private final Launches launches;
  private final ClientStore clients;
  private final Chart chart;
  private final PublicAddress address;

  LaunchApi(Launches launches, ClientStore clients, Chart chart, PublicAddress address) {
    this.launches = launches;
    this.clients = clients;
    this.chart = chart;
    this.address = address;
  }

  @PostMapping(
      path = "/oauth2/launch",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> prepare(
      @RequestBody JsonNode body, Authentication caller, HttpServletRequest request) {
    Person person =
        caller.getPrincipal() instanceof AccountPrincipal account ? Person.of(account) : null;
    if (person != null && !person.practice()) {
      return refusal(HttpStatus.FORBIDDEN, List.of("user: only staff launches from the chart"));
    }
    LaunchRequest wish = new LaunchRequest(body);
    List<String> problems = wish.problems();
    if (!problems.isEmpty()) {
      return refusal(HttpStatus.BAD_REQUEST, problems);
    }
    String launchUrl =
        clients
            .find(wish.clientId())
            .map(ClientStore.Entry::client)
            .map(SmartClient::launchUrl)
            .orElse(null);
    if (launchUrl == null) {
      return refusal(
          HttpStatus.BAD_REQUEST, List.of("client_id: names no client with a launch_url"));
    }
    String missing = missing(person, wish);
    if (missing != null) {
      return refusal(HttpStatus.UNPROCESSABLE_ENTITY, List.of(missing));
    }
    UUID account = person == null ? null : person.accountId();
    Launches.Waiting launch = launches.prepare(wish.clientId(), account, wish.context());
    String iss =
        address.root(request.getScheme(), request.getServerName(), request.getServerPort())
            + PublicAddress.FHIR;
    return ResponseEntity.status(HttpStatus.CREATED).body(answer(launchUrl, iss, launch));
  }

  private static Map<String, Object> answer(String launchUrl, String iss, Launches.Waiting launch) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("launch_url", launch.address(launchUrl, iss));
    answer.put("iss", iss);
    answer.put("launch", launch.value());
    answer.put("expires_at", launch.expiresAt().toString());
    return answer;
  }

  private @Nullable String missing(@Nullable Person person, LaunchRequest wish) {
    String patient = wish.patient();
    if (patient != null && chart.patient(person, patient).isEmpty()) {
      return "patient: is not in the record";
    }
    String encounter = wish.encounter();
    if (encounter != null
        && chart
            .encounter(person, encounter)
            .map(Encounter::getSubject)
            .filter(subject -> subject.getReference().equals("Patient/" + patient))
            .isEmpty()) {
      return "encounter: is not one of the patient";
    }
    return null;
  }

  @ExceptionHandler
  ResponseEntity<Object> refuse(HttpMessageNotReadableException wrong) {
    return refusal(HttpStatus.BAD_REQUEST, List.of("body: must be a JSON object"));
  }

  private static ResponseEntity<Object> refusal(HttpStatus status, List<String> problems) {
    return ResponseEntity.status(status)
        .body(Map.of("error", "invalid_request", "error_description", String.join("; ", problems)));
  }
}
