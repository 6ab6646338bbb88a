package org.attune.audit;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.attune.testing.FhirClient;
import org.hl7.fhir.r4.model.Patient;

/** What a client may send that has words of the record in it, in every place and at its worst. */
final class TellingRequests {

  private static final String JSON =
      """
      {"resourceType": "Patient", "name": [{"text": "%s", "family": "%s"}],
       "identifier": [{"system": "urn:leak", "value": "%s"}], "gender": "%s"%s}\
      """;

  private final FhirClient client;
  private final Patient patient;
  private final String id;
  private final String name;
  private final String word;
  private final String number;

  TellingRequests(FhirClient client, Patient patient) {
    this.client = client;
    this.patient = patient;
    this.id = patient.getIdElement().getIdPart();
    this.name = patient.getNameFirstRep().getNameAsSingleString();
    this.word = encoded(name);
    this.number = encoded(patient.getIdentifierFirstRep().getValue());
  }

  /** Sends them all, and gives the statuses of the answers. */
  List<Integer> send() {
    List<Integer> statuses = new ArrayList<>();
    addresses().forEach(path -> statuses.add(client.get(path).status()));
    bodies().forEach(json -> statuses.add(client.post("Patient", json).status()));
    statuses.add(client.post("Patient/$validate", patient).status());
    statuses.add(client.send(client.anonymous("Patient?name=" + word).GET()).status());
    statuses.add(client.send(stale()).status());
    statuses.add(client.send(form()).status());
    statuses.add(client.delete("Patient?identifier=" + number + "&no-such=" + word).status());
    return statuses;
  }

  private List<String> addresses() {
    String phone = encoded(patient.getTelecomFirstRep().getValue());
    String line = encoded(patient.getAddressFirstRep().getLine().get(0).getValue());
    return List.of(
        "Patient?name=" + word,
        "Patient?identifier=" + number,
        "Patient?phone=" + phone,
        "Patient?address=" + line,
        "Patient?birthdate=" + word,
        "Patient?no-such=" + word,
        "Patient?name:no-such=" + word,
        "Patient?_count=" + word,
        "Patient?_sort=" + word,
        "Patient/" + number,
        "Patient/" + id,
        "Patient/" + id + "/$everything?_count=5",
        "Patient/" + id + "/$access-log",
        "Nothing?name=" + word,
        "ValueSet/$expand?url=" + word,
        "Patient?_format=ndjson&name=" + word);
  }

  /** A code that is none, a body that is cut, an unknown element, a broken rule of the profile. */
  private List<String> bodies() {
    return List.of(
        json(name, ""),
        json("male", ","),
        json("male", ",\"" + name + "\": 1"),
        json("male", ",\"telecom\": [{\"value\": \"1\"}]"));
  }

  private String json(String gender, String more) {
    return JSON.formatted(
        name,
        patient.getNameFirstRep().getFamily(),
        patient.getIdentifierFirstRep().getValue(),
        gender,
        more);
  }

  private HttpRequest.Builder stale() {
    return client
        .request("Patient/" + id)
        .header("Content-Type", "application/fhir+json")
        .header("If-Match", "W/\"999\"")
        .PUT(HttpRequest.BodyPublishers.ofString(json("male", ", \"id\": \"" + id + "\"")));
  }

  private HttpRequest.Builder form() {
    return client
        .request("Patient/_search")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("birthdate=x&name=" + word));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
