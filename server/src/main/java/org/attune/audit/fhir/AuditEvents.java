package org.attune.audit.fhir;

import ca.uhn.fhir.storage.interceptor.balp.BalpConstants;
import ca.uhn.fhir.storage.interceptor.balp.BalpProfileEnum;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.attune.audit.row.AuditRow;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * A row as an AuditEvent in the shape of IHE Basic Audit Log Patterns (BALP 1.1): client, server
 * and user as agents, the request's id, the query, the resources and the patients as entities. A
 * row that several patients are concerned by claims the profile without a patient, which allows
 * further entities.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE BALP</a>
 */
public final class AuditEvents {

  /** An address that is none of FHIR's interactions, for which FHIR has no code either. */
  private static final String UNKNOWN = "unknown";

  private static final String DATA_ABSENT_REASON =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  static final String ACTOR_KIND = "https://attune.org/fhir/CodeSystem/actor-kind";
  static final String ACTOR_ID = "https://attune.org/fhir/identifier/actor";
  static final String CLIENT_ID = "https://attune.org/fhir/identifier/client";
  private static final String BALP_ENTITY =
      "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
  private static final String PARTICIPATION =
      "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String SERVER = "Attune";

  private AuditEvents() {}

  /** The resource of a row. */
  public static AuditEvent of(AuditRow row) {
    BalpProfileEnum profile = profile(row);
    AuditEvent event = new AuditEvent();
    event.setId(row.id().toString());
    event.getMeta().setVersionId("1").setLastUpdated(Date.from(row.recorded()));
    event.getMeta().addProfile(profile.getProfileUrl());
    event.getType().setSystem(BalpConstants.CS_AUDIT_EVENT_TYPE).setCode("rest");
    event.getType().setDisplay("RESTful Operation");
    event
        .addSubtype()
        .setSystem(
            UNKNOWN.equals(row.event().interaction())
                ? DATA_ABSENT_REASON
                : BalpConstants.CS_RESTFUL_INTERACTION)
        .setCode(row.event().interaction());
    event.setAction(AuditEventAction.fromCode(row.event().action()));
    event.setRecordedElement(new InstantType(Date.from(row.recorded())));
    event.setOutcome(outcome(row.event().status()));
    event.setOutcomeDesc("HTTP " + row.event().status());
    row.agent()
        .purposes()
        .forEach(code -> event.addPurposeOfEvent().addCoding().setSystem(ACT_REASON).setCode(code));
    agents(event, row, profile);
    event.getSource().getObserver().setDisplay(SERVER);
    entities(event, row);
    return event;
  }

  private static BalpProfileEnum profile(AuditRow row) {
    boolean one = row.patients().size() == 1;
    return switch (row.event().action()) {
      case "C" -> one ? BalpProfileEnum.PATIENT_CREATE : BalpProfileEnum.BASIC_CREATE;
      case "U" -> one ? BalpProfileEnum.PATIENT_UPDATE : BalpProfileEnum.BASIC_UPDATE;
      case "D" -> one ? BalpProfileEnum.PATIENT_DELETE : BalpProfileEnum.BASIC_DELETE;
      case "R" -> one ? BalpProfileEnum.PATIENT_READ : BalpProfileEnum.BASIC_READ;
      default -> one ? BalpProfileEnum.PATIENT_QUERY : BalpProfileEnum.BASIC_QUERY;
    };
  }

  /** 0 done, 4 refused or wrong, 8 failed in the server: FHIR's audit-event-outcome. */
  static AuditEventOutcome outcome(int status) {
    if (status < 400) {
      return AuditEventOutcome._0;
    }
    return status < 500 ? AuditEventOutcome._4 : AuditEventOutcome._8;
  }

  private static void agents(AuditEvent event, AuditRow row, BalpProfileEnum profile) {
    AuditRow.Agent who = row.agent();
    AuditEventAgentComponent client = event.addAgent();
    client.getType().addCoding(profile.getAgentClientTypeCoding());
    client.setRequestor(false);
    Reference application = client.getWho();
    if (who.client() != null) {
      application.getIdentifier().setSystem(CLIENT_ID).setValue(who.client());
    }
    application.setDisplay(who.client() == null ? "Unnamed client" : who.client());
    if (who.address() != null) {
      client.getNetwork().setAddress(who.address()).setType(AuditEventAgentNetworkType._2);
    }
    AuditEventAgentComponent server = event.addAgent();
    server.getType().addCoding(profile.getAgentServerTypeCoding());
    server.setRequestor(false);
    server.getWho().setDisplay(SERVER);
    who.delegations().forEach(name -> server.addPolicy("urn:attune:operation:" + escaped(name)));
    AuditEventAgentComponent user = event.addAgent();
    user.getType().addCoding(new Coding(PARTICIPATION, "IRCP", "information recipient"));
    user.addRole().addCoding().setSystem(ACTOR_KIND).setCode(who.kind());
    user.setRequestor(true);
    if (who.id() != null) {
      user.getWho().getIdentifier().setSystem(ACTOR_ID).setValue(who.id());
      user.setAltId(who.id());
    }
    user.getWho().setDisplay(who.kind());
    who.purposes()
        .forEach(code -> user.addPurposeOfUse().addCoding().setSystem(ACT_REASON).setCode(code));
  }

  private static String escaped(String name) {
    return name.replaceAll("[^A-Za-z0-9$._-]+", "-");
  }

  private static void entities(AuditEvent event, AuditRow row) {
    AuditEventEntityComponent request = event.addEntity();
    request.getType().setSystem(BALP_ENTITY).setCode("XrequestId");
    request.getWhat().getIdentifier().setValue(row.event().requestId());
    if (row.event().query() != null || row.event().results() != null) {
      query(event.addEntity(), row.event());
    }
    for (AuditRow.Entity concerned : row.entities()) {
      AuditEventEntityComponent entity = event.addEntity();
      entity.getType().setSystem(BalpConstants.CS_AUDIT_ENTITY_TYPE).setCode("2");
      entity.getType().setDisplay("System Object");
      entity.getRole().setSystem(BalpConstants.CS_OBJECT_ROLE).setCode("4");
      entity.getRole().setDisplay("Domain Resource");
      entity.getWhat().setReference(versioned(concerned));
    }
    for (String patient : row.patients()) {
      AuditEventEntityComponent entity = event.addEntity();
      entity.getType().setSystem(BalpConstants.CS_AUDIT_ENTITY_TYPE).setCode("1");
      entity.getType().setDisplay("Person");
      entity.getRole().setSystem(BalpConstants.CS_OBJECT_ROLE).setCode("1");
      entity.getRole().setDisplay("Patient");
      entity.getWhat().setReference("Patient/" + patient);
    }
  }

  private static void query(AuditEventEntityComponent entity, AuditRow.Event event) {
    entity.getType().setSystem(BalpConstants.CS_AUDIT_ENTITY_TYPE).setCode("2");
    entity.getType().setDisplay("System Object");
    entity.getRole().setSystem(BalpConstants.CS_OBJECT_ROLE).setCode("24").setDisplay("Query");
    String path = event.resourceType() == null ? "" : event.resourceType();
    String operation = event.operation() == null ? "" : "/" + event.operation();
    String shape = event.query() == null ? "" : "?" + event.query();
    entity.setQuery((path + operation + shape).getBytes(StandardCharsets.UTF_8));
    if (event.results() != null) {
      entity.addDetail().setType("results").setValue(new StringType(event.results().toString()));
    }
  }

  private static String versioned(AuditRow.Entity entity) {
    return entity.version() == null
        ? entity.reference()
        : entity.reference() + "/_history/" + entity.version();
  }

  /** The interactions that a token of {@code subtype} may name, as they lie in the rows. */
  static List<String> codes(List<String> tokens) {
    return tokens.stream().map(token -> token.substring(token.lastIndexOf('|') + 1)).toList();
  }
}
