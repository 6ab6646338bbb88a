package org.attune.examples.session;

import static org.attune.examples.fhir.Drafts.draft;
import static org.attune.examples.fhir.Drafts.ref;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Codes;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.fhir.Times;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Resource;

/** Couples and the therapy group: who belongs together, and the group's sessions as a whole. */
public final class Groups {

  private static final String WORRY = "worry-group";

  private Groups() {}

  /** Groups and group sessions of all charts. */
  public static List<Resource> of(List<Chart> charts) {
    List<Resource> all = new ArrayList<>();
    Group worry = group(WORRY, "therapy-group", "Worry group");
    Map<String, Resource> held = new LinkedHashMap<>();
    for (Chart chart : charts) {
      Client client = chart.client();
      if (client.tracks().stream().anyMatch(track -> "group".equals(track.kind()))) {
        member(worry, client);
      }
      for (Session session : chart.held()) {
        if (session.kind() == Session.Kind.GROUP) {
          held.computeIfAbsent(sessionKey(session), key -> session(chart, session, key));
        }
      }
      String partner = client.partner();
      if (partner != null && client.key().compareTo(partner) < 0) {
        Group couple = group("couple/" + client.key(), "couple", client.family() + ", couple");
        member(couple, client);
        member(couple, chart.story().client(partner));
        all.add(couple);
      }
    }
    all.add(worry);
    all.addAll(held.values());
    return all;
  }

  /** Key of the session of the whole group that a member's session is part of. */
  static String sessionKey(Session session) {
    return WORRY + "/" + session.week();
  }

  private static Group group(String key, String kind, String name) {
    Group group = draft(new Group(), key);
    group
        .setActive(true)
        .setType(Group.GroupType.PERSON)
        .setActual(true)
        .setCode(Codes.ownConcept("group-kind", kind))
        .setName(name)
        .setManagingEntity(Chart.organization());
    return group;
  }

  private static void member(Group group, Client client) {
    group.addMember().setEntity(ref("Patient", client.key(), client.display()));
  }

  private static Encounter session(Chart chart, Session session, String key) {
    Encounter encounter = draft(new Encounter(), key);
    encounter.addIdentifier(Drafts.identifier("encounter-number", "E" + Drafts.opaque(key, 11)));
    encounter
        .setStatus(Encounter.EncounterStatus.FINISHED)
        .setClass_(Codes.hl7("v3-ActCode", "AMB"))
        .addType(Codes.ownConcept("session-type", "group"))
        .setSubject(ref("Group", WORRY, "Worry group"))
        .setPeriod(Times.period(session.start(), session.end()))
        .setLength(Encounters.minutes(session))
        .setServiceProvider(Chart.organization());
    encounter.addExtension(
        new Extension(
            Drafts.BASE + "StructureDefinition/session-modality", new CodeType("in-person")));
    encounter
        .addParticipant()
        .addType(Codes.hl7Concept("v3-ParticipationType", "PPRF"))
        .setIndividual(chart.practitioner(session.clinician()));
    encounter.addLocation().setLocation(ref("Location", "river-road"));
    return encounter;
  }
}
