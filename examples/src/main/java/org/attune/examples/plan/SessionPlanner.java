package org.attune.examples.plan;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attune.examples.plan.Session.Kind;
import org.attune.examples.plan.Session.Outcome;
import org.attune.examples.story.Client;
import org.attune.examples.story.Practice;

/** Lays out a client's appointments, past and coming. */
public final class SessionPlanner {

  /** Appointments are booked this many days ahead. */
  private static final int HORIZON_DAYS = 14;

  private final Practice practice;
  private final PracticeCalendar calendar;

  public SessionPlanner(Practice practice, PracticeCalendar calendar) {
    this.practice = practice;
    this.calendar = calendar;
  }

  /** All appointments of a client, earliest first. */
  public List<Session> plan(Client client) {
    List<Session> sessions = new ArrayList<>();
    for (Client.Track track : client.tracks()) {
      sessions.addAll(plan(client, track));
    }
    sessions.sort(Comparator.comparing(Session::scheduled));
    return sessions;
  }

  private List<Session> plan(Client client, Client.Track track) {
    Practice.Member clinician = practice.member(track.with());
    List<Session> sessions = new ArrayList<>();
    int number = 1;
    int last = track.to() == 0 ? -HORIZON_DAYS / 7 - 1 : track.to();
    for (int week = track.from(); week >= last; week -= track.every()) {
      LocalDate day = calendar.day(week, track.day());
      if (clinician.away().contains(week) || day.isAfter(calendar.today().plusDays(HORIZON_DAYS))) {
        continue;
      }
      Outcome outcome = calendar.past(day) ? outcome(client, week) : Outcome.BOOKED;
      sessions.add(session(new Place(client, track, clinician, week, number), outcome));
      if (outcome == Outcome.HELD) {
        number++;
      }
    }
    return sessions;
  }

  /** Where in a track a session stands. */
  private record Place(
      Client client, Client.Track track, Practice.Member clinician, int week, int number) {}

  private Session session(Place place, Outcome outcome) {
    Client.Track track = place.track();
    String key = place.client().key() + "/" + track.kind() + "-" + track.with() + "/" + key(place);
    ZonedDateTime scheduled = calendar.at(calendar.day(place.week(), track.day()), track.at());
    Kind kind = kind(place, key);
    return new Session(
        key,
        place.client(),
        place.clinician(),
        kind,
        outcome,
        place.week(),
        place.number(),
        video(place.client(), kind, key),
        scheduled,
        track.planned(),
        kind == Kind.GROUP ? scheduled : scheduled.plusMinutes(Variation.of("start" + key, 4)),
        minutes(kind, track.planned(), key));
  }

  private static String key(Place place) {
    return place.week() < 0 ? "in-" + -place.week() : String.valueOf(place.week());
  }

  private static Outcome outcome(Client client, int week) {
    if (client.missed().getOrDefault("no-show", List.of()).contains(week)) {
      return Outcome.NO_SHOW;
    }
    if (client.missed().getOrDefault("late-cancel", List.of()).contains(week)) {
      return Outcome.LATE_CANCEL;
    }
    return client.missed().getOrDefault("cancelled", List.of()).contains(week)
        ? Outcome.CANCELLED
        : Outcome.HELD;
  }

  private static Kind kind(Place place, String key) {
    boolean opens =
        place.number() == 1
            && place.client().tracks().stream()
                .filter(track -> medical(track) == medical(place.track()))
                .allMatch(track -> track.from() <= place.track().from());
    return switch (place.track().kind()) {
      case "group" -> Kind.GROUP;
      case "crisis" -> Kind.CRISIS;
      case "medication" ->
          opens
              ? Kind.MEDICAL_INTAKE
              : Variation.of("kind" + key, 3) == 0 ? Kind.MEDICATION_THERAPY : Kind.MEDICATION;
      case "couple" -> opens ? Kind.INTAKE : Kind.COUPLE;
      case "family" -> opens ? Kind.INTAKE : Kind.FAMILY;
      default -> opens ? Kind.INTAKE : Kind.INDIVIDUAL;
    };
  }

  private static boolean medical(Client.Track track) {
    return "medication".equals(track.kind());
  }

  private static boolean video(Client client, Kind kind, String key) {
    if (kind == Kind.GROUP || kind == Kind.CRISIS) {
      return false;
    }
    return switch (client.telehealth()) {
      case "always" -> true;
      case "mixed" -> !kind.first() && Variation.of("video" + key, 3) == 0;
      default -> false;
    };
  }

  /** Most sessions last as planned; now and then a client comes late or has to leave. */
  private static int minutes(Kind kind, int planned, String key) {
    int chance = Variation.of("minutes" + key, 12);
    if (kind == Kind.GROUP) {
      return planned;
    }
    if (kind == Kind.CRISIS) {
      return planned - 7;
    }
    if (kind.medical()) {
      return kind == Kind.MEDICAL_INTAKE ? planned + 24 : 21 + chance % 8;
    }
    if (kind == Kind.INDIVIDUAL && chance == 0) {
      return 34;
    }
    return chance < 3 ? planned - 12 : planned - 6 + chance % 5;
  }
}
