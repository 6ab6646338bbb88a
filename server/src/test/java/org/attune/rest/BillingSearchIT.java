package org.attune.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The search parameters that Attune adds to those of FHIR R4 for billing. */
@FhirIntegrationTest
class BillingSearchIT {

  private static final String PRICE = "https://attune.org/fhir/ChargeItemDefinition/";

  private final FhirClient client;

  BillingSearchIT(@Autowired FhirHttp http) {
    this.client = http.client();
  }

  @Test
  void claims_are_found_by_coverage_and_by_the_claim_that_they_replace() {
    Cast cast = cast();
    String first = claim(cast, "");
    String second =
        claim(cast, "\"related\":[{\"claim\":{\"reference\":\"Claim/%s\"}}],".formatted(first));

    assertThat(ids("Claim?coverage=Coverage/" + cast.coverage())).contains(first, second);
    assertThat(ids("Claim?related=Claim/" + first)).containsExactly(second);
  }

  @Test
  void charges_are_found_by_status_and_by_the_definition_of_their_price() {
    Cast cast = cast();
    String url = PRICE + Samples.unique();
    client.post("ChargeItemDefinition", definition(url, cast)).id();
    String charge = client.post("ChargeItem", charge(url, cast)).id();

    String mine = "&subject=Patient/" + cast.patient();
    assertThat(ids("ChargeItem?status=billable" + mine)).containsExactly(charge);
    assertThat(ids("ChargeItem?status=billed" + mine)).isEmpty();
    assertThat(ids("ChargeItem?definition=" + url + "%7C2026")).containsExactly(charge);
    assertThat(ids("ChargeItem?definition=" + url)).containsExactly(charge);
  }

  @Test
  void prices_are_found_by_payer() {
    Cast cast = cast();
    String price =
        client.post("ChargeItemDefinition", definition(PRICE + Samples.unique(), cast)).id();

    assertThat(ids("ChargeItemDefinition?context-reference=Organization/" + cast.payer()))
        .containsExactly(price);
  }

  @Test
  void coverages_are_found_by_member_number_and_accounts_by_guarantor() {
    Cast cast = cast();

    assertThat(ids("Coverage?subscriber-id:exact=" + cast.member()))
        .containsExactly(cast.coverage());
    assertThat(ids("Account?guarantor=Patient/" + cast.patient())).containsExactly(cast.account());
  }

  @Test
  void payments_are_found_by_claim_answer_and_trace_number() {
    Cast cast = cast();
    String claim = claim(cast, "");
    String answer =
        client
            .post(
                "ClaimResponse",
                """
                {"resourceType":"ClaimResponse","status":"active","use":"claim","created":"2026-11-30",
                 "type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"professional"}]},
                 "patient":{"reference":"Patient/%s"},"insurer":{"reference":"Organization/%s"},
                 "request":{"reference":"Claim/%s"},"outcome":"complete"}
                """
                    .formatted(cast.patient(), cast.payer(), claim))
            .id();
    String trace = Samples.unique();
    String payment =
        client
            .post(
                "PaymentReconciliation",
                """
                {"resourceType":"PaymentReconciliation","status":"active","created":"2026-12-01",
                 "paymentDate":"2026-12-01","paymentAmount":{"value":80.00,"currency":"USD"},
                 "paymentIdentifier":{"system":"urn:oid:2.16.840.1.113883.4.4","value":"%s"},
                 "detail":[{"type":{"text":"payment"},"request":{"reference":"Claim/%s"},
                  "response":{"reference":"ClaimResponse/%s"},"amount":{"value":80.00,"currency":"USD"}}]}
                """
                    .formatted(trace, claim, answer))
            .id();

    assertThat(ids("PaymentReconciliation?detail-request=Claim/" + claim)).containsExactly(payment);
    assertThat(ids("PaymentReconciliation?detail-response=ClaimResponse/" + answer))
        .containsExactly(payment);
    assertThat(ids("PaymentReconciliation?payment-identifier=" + trace)).containsExactly(payment);
  }

  private record Cast(
      String patient,
      String practice,
      String payer,
      String coverage,
      String account,
      String member) {}

  private Cast cast() {
    String patient = client.post("Patient", Samples.patient(Samples.unique())).id();
    String practice = organization("Synthetic practice");
    String payer = organization("Synthetic payer");
    String member = Samples.unique();
    String coverage =
        client
            .post(
                "Coverage",
                """
                {"resourceType":"Coverage","status":"active","subscriberId":"%s",
                 "subscriber":{"reference":"Patient/%s"},"beneficiary":{"reference":"Patient/%s"},
                 "relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/subscriber-relationship","code":"self"}]},
                 "payor":[{"reference":"Organization/%s"}]}
                """
                    .formatted(member, patient, patient, payer))
            .id();
    String account =
        client
            .post(
                "Account",
                """
                {"resourceType":"Account","identifier":[{"system":"https://attune.org/fhir/identifier/account","value":"%s"}],
                 "status":"active","type":{"coding":[{"system":"https://attune.org/fhir/CodeSystem/account-type","code":"client"}]},
                 "subject":[{"reference":"Patient/%s"}],"owner":{"reference":"Organization/%s"},
                 "guarantor":[{"party":{"reference":"Patient/%s"}}]}
                """
                    .formatted(Samples.unique(), patient, practice, patient))
            .id();
    return new Cast(patient, practice, payer, coverage, account, member);
  }

  private String organization(String name) {
    return client
        .post(
            "Organization",
            "{\"resourceType\":\"Organization\",\"active\":true,\"name\":\"%s\"}".formatted(name))
        .id();
  }

  private String claim(Cast cast, String related) {
    return client
        .post(
            "Claim",
            """
            {"resourceType":"Claim","status":"active","use":"claim",%s
             "type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"institutional"}]},
             "patient":{"reference":"Patient/%s"},"created":"2026-11-20",
             "provider":{"reference":"Organization/%s"},
             "priority":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/processpriority","code":"normal"}]},
             "insurance":[{"sequence":1,"focal":true,"coverage":{"reference":"Coverage/%s"}}]}
            """
                .formatted(related, cast.patient(), cast.practice(), cast.coverage()))
        .id();
  }

  private static String definition(String url, Cast cast) {
    return """
    {"resourceType":"ChargeItemDefinition",
     "extension":[{"url":"https://attune.org/fhir/StructureDefinition/schedule-kind","valueCode":"contract"}],
     "url":"%s","version":"2026","status":"active",
     "useContext":[{"code":{"system":"https://attune.org/fhir/CodeSystem/charge-context","code":"payer"},
      "valueReference":{"reference":"Organization/%s"}}],
     "effectivePeriod":{"start":"2026-01-01"},
     "code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"90837"}]},
     "propertyGroup":[{"priceComponent":[{"type":"base","amount":{"value":105.00,"currency":"USD"}}]}]}
    """
        .formatted(url, cast.payer());
  }

  private static String charge(String url, Cast cast) {
    return """
    {"resourceType":"ChargeItem",
     "identifier":[{"system":"https://attune.org/fhir/identifier/charge-key","value":"%s|%s|90837|1"}],
     "definitionCanonical":["%s|2026"],"status":"billable",
     "code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"90837"}]},
     "subject":{"reference":"Patient/%s"},"occurrencePeriod":{"start":"2026-11-20T15:00:00Z"},
     "performingOrganization":{"reference":"Organization/%s"},"quantity":{"value":1},
     "account":[{"reference":"Account/%s"}]}
    """
        .formatted(
            Samples.unique(), cast.patient(), url, cast.patient(), cast.practice(), cast.account());
  }

  private List<String> ids(String query) {
    return client.get(query).bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .map(resource -> resource.getIdElement().getIdPart())
        .toList();
  }
}
