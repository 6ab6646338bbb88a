package org.attune.examples;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.attune.examples.client.Consents;
import org.attune.examples.client.Coverages;
import org.attune.examples.client.Medications;
import org.attune.examples.client.Person;
import org.attune.examples.client.Plans;
import org.attune.examples.client.Problems;
import org.attune.examples.client.Referrals;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.money.Billing;
import org.attune.examples.plan.Assessment;
import org.attune.examples.plan.PracticeCalendar;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.SessionPlanner;
import org.attune.examples.practice.Calendars;
import org.attune.examples.practice.Directory;
import org.attune.examples.practice.FeeSchedule;
import org.attune.examples.session.Encounters;
import org.attune.examples.session.Groups;
import org.attune.examples.session.Notes;
import org.attune.examples.session.Responses;
import org.attune.examples.session.Signatures;
import org.attune.examples.story.Client;
import org.attune.examples.story.Story;
import org.hl7.fhir.r4.model.Resource;

/**
 * The sample practice: an invented practice of two locations and the last year of thirty clients.
 * Nothing in it is real. The same day gives the same resources, byte for byte; ids do not depend on
 * the day. Each resource carries the security label HTEST and the tag {@link #TAG_SYSTEM}|{@link
 * #TAG_CODE}. Scores are not in it: the server derives them from the answers.
 */
public final class SamplePractice {

  /** Code system of the tag on every resource. */
  public static final String TAG_SYSTEM = Drafts.ORIGIN;

  /** Code of that tag. */
  public static final String TAG_CODE = Drafts.SAMPLE;

  private final Story story;
  private final PracticeCalendar calendar;
  private final List<SamplePart> parts;

  private SamplePractice(Story story, PracticeCalendar calendar) {
    this.story = story;
    this.calendar = calendar;
    this.parts = build();
  }

  /**
   * The practice as it stands on a day; what lies before that day has happened.
   *
   * @param day the day in the practice's zone
   */
  public static SamplePractice on(LocalDate day) {
    Story story = Story.read();
    return new SamplePractice(story, new PracticeCalendar(day, ZoneId.of(story.practice().zone())));
  }

  /** The practice's zone, in which its day begins. */
  public static ZoneId zone() {
    return ZoneId.of(Story.read().practice().zone());
  }

  /**
   * The logical id of a resource of the practice.
   *
   * @param type resource type
   * @param key the key of the person or thing in the practice's data, such as {@code okafor}; for a
   *     guardian the client's and the guardian's key, with a slash between
   */
  public static String id(String type, String key) {
    return Drafts.id(type, key);
  }

  /** What is stored together, by stage. */
  public List<SamplePart> parts() {
    return parts;
  }

  /** All resources; each refers to others of this list only. */
  public List<Resource> resources() {
    return parts.stream().flatMap(part -> part.resources().stream()).toList();
  }

  private List<SamplePart> build() {
    SessionPlanner planner = new SessionPlanner(story.practice(), calendar);
    List<Chart> charts = new ArrayList<>();
    List<Session> sessions = new ArrayList<>();
    for (Client client : story.clients()) {
      List<Session> own = planner.plan(client);
      sessions.addAll(own);
      charts.add(new Chart(story, calendar, client, own));
    }
    List<SamplePart> built = new ArrayList<>();
    built.add(new SamplePart("the practice", 0, practice(sessions)));
    List<Resource> shared = new ArrayList<>(Groups.of(charts));
    for (Chart chart : charts) {
      fill(chart);
      built.add(new SamplePart(chart.client().display(), 1, chart.resources()));
      shared.addAll(chart.shared());
    }
    built.add(new SamplePart("couples and the group", 2, shared));
    return List.copyOf(built);
  }

  private List<Resource> practice(List<Session> sessions) {
    List<Resource> all = new ArrayList<>(Directory.of(story.practice()));
    all.addAll(FeeSchedule.of(story.practice(), calendar));
    all.addAll(new Calendars(story.practice(), calendar).of(sessions));
    return all;
  }

  private static void fill(Chart chart) {
    Person.add(chart);
    Coverages.add(chart);
    Consents.add(chart);
    Problems.add(chart);
    Plans.add(chart);
    Medications.add(chart);
    Referrals.add(chart);
    for (Session session : chart.sessions()) {
      Encounters.add(chart, session);
      for (Assessment assessment : chart.assessments(session)) {
        Responses.add(chart, assessment);
      }
      if (session.held()) {
        Notes.add(chart, session);
        Signatures.add(chart, session);
      }
    }
    Billing.add(chart);
    Signatures.addOrigins(chart);
  }
}
