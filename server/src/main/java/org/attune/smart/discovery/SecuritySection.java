package org.attune.smart.discovery;

import org.attune.rest.capability.CapabilityContributor;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;
import org.springframework.stereotype.Component;

/** Tells in the CapabilityStatement where to authorize; apps of SMART 1 look there. */
@Component
final class SecuritySection implements CapabilityContributor {

  private static final String OAUTH =
      "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
  private static final String SERVICE =
      "http://terminology.hl7.org/CodeSystem/restful-security-service";

  @Override
  public void contribute(CapabilityStatement statement, String root) {
    CapabilityStatement.CapabilityStatementRestSecurityComponent security =
        statement.getRestFirstRep().getSecurity();
    security.setCors(true);
    security
        .addService()
        .setText("OAuth2 with SMART on FHIR")
        .addCoding()
        .setSystem(SERVICE)
        .setCode("SMART-on-FHIR")
        .setDisplay("SMART-on-FHIR");
    Extension addresses = security.addExtension().setUrl(OAUTH);
    add(addresses, "authorize", root + Endpoints.AUTHORIZE);
    add(addresses, "token", root + Endpoints.TOKEN);
    // R4's definition of the extension knows neither introspect nor revoke; discovery has both.
    add(addresses, "manage", root + Endpoints.MANAGE);
  }

  private static void add(Extension addresses, String name, String address) {
    addresses.addExtension(new Extension(name, new UriType(address)));
  }
}
