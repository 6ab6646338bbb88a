package org.attune.examples.fhir;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.examples.plan.Assessment;
import org.attune.examples.plan.PracticeCalendar;
import org.attune.examples.plan.Session;
import org.attune.examples.story.Client;
import org.attune.examples.story.Practice;
import org.attune.examples.story.Story;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** One client's record in the making: what is known of the client, and the resources so far. */
public final class Chart {

  private static final LocalTime OFFICE_HOUR = LocalTime.of(8, 30);

  private final Story story;
  private final PracticeCalendar calendar;
  private final Client client;
  private final List<Session> sessions;
  private final Map<Session, List<Assessment>> assessments;
  private final List<Resource> resources = new ArrayList<>();
  private final List<Resource> shared = new ArrayList<>();

  public Chart(Story story, PracticeCalendar calendar, Client client, List<Session> sessions) {
    this.story = story;
    this.calendar = calendar;
    this.client = client;
    this.sessions = List.copyOf(sessions);
    this.assessments = Assessment.of(client, sessions);
  }

  /** Drafts a resource of this client and keeps it. */
  public <T extends Resource> T add(T resource, String key) {
    resources.add(label(Drafts.draft(resource, key)));
    return resource;
  }

  /** The same for one that refers to several clients, or to a resource that does. */
  public <T extends Resource> T addShared(T resource, String key) {
    shared.add(label(Drafts.draft(resource, key)));
    return resource;
  }

  private <T extends Resource> T label(T resource) {
    if (client.sud()) {
      resource
          .getMeta()
          .addSecurity(Codes.hl7("v3-Confidentiality", "R"))
          .addSecurity(Codes.hl7("v3-ActCode", "SUD"))
          .addSecurity(Codes.hl7("v3-ActCode", "42CFRPart2"));
    }
    return resource;
  }

  /** Adds a label to a resource of this chart. */
  public static void restrict(Resource resource, Coding label) {
    resource.getMeta().addSecurity(label);
  }

  public Story story() {
    return story;
  }

  public Practice practice() {
    return story.practice();
  }

  public PracticeCalendar calendar() {
    return calendar;
  }

  public Client client() {
    return client;
  }

  public List<Session> sessions() {
    return sessions;
  }

  /** Sessions that took place. */
  public List<Session> held() {
    return sessions.stream().filter(Session::held).toList();
  }

  /** Sessions of the client alone or with family; those of a group are stored later. */
  public List<Session> heldAlone() {
    return held().stream().filter(session -> session.kind() != Session.Kind.GROUP).toList();
  }

  /** What was filled in at a session. */
  public List<Assessment> assessments(Session session) {
    return assessments.getOrDefault(session, List.of());
  }

  /** What refers only to the practice and to this client. */
  public List<Resource> resources() {
    return List.copyOf(resources);
  }

  /** What can be stored only after all clients are. */
  public List<Resource> shared() {
    return List.copyOf(shared);
  }

  /** The client. */
  public Reference patient() {
    return Drafts.ref("Patient", client.key(), client.display());
  }

  /** A member of the staff. */
  public Reference practitioner(Practice.Member member) {
    return Drafts.ref("Practitioner", member.key(), member.display());
  }

  /** The practice. */
  public static Reference organization() {
    return Drafts.ref("Organization", "practice");
  }

  /** The client's main therapist. */
  public Practice.Member therapist() {
    return practice().member(client.therapist());
  }

  /** The day of first contact. */
  public LocalDate firstDay() {
    return sessions.get(0).scheduled().toLocalDate();
  }

  /** The day of the last session that took place. */
  public LocalDate lastDay() {
    List<Session> held = held();
    return held.get(held.size() - 1).start().toLocalDate();
  }

  /** A working day of a week. */
  public LocalDate day(int week) {
    LocalDate day = calendar.day(week, DayOfWeek.THURSDAY);
    return calendar.past(day) ? day : calendar.today().minusDays(1);
  }

  /** Office hours of a day. */
  public ZonedDateTime office(LocalDate day) {
    return calendar.at(day, OFFICE_HOUR);
  }

  /** The session held in or next after a week, else the last; no group session. */
  public Session sessionAt(int week) {
    List<Session> alone = heldAlone();
    return alone.stream()
        .filter(session -> session.week() <= week)
        .findFirst()
        .orElseGet(() -> alone.get(alone.size() - 1));
  }
}
