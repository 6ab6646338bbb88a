package org.attune.examples.money;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.examples.fhir.Chart;
import org.attune.examples.fhir.Drafts;
import org.attune.examples.plan.Session;
import org.attune.examples.plan.Session.Kind;

/**
 * All that is billed for a client. A few claims carry the patient control numbers of the X12
 * samples that the practice's payers send, so that such a remittance finds its claim.
 */
public final class Billing {

  private static final int NUMBER_LENGTH = 16;
  private static final String SECONDARY_NUMBER = "C7F3Q2X9K2";

  private Billing() {}

  /** Adds charges, claims and invoices. */
  public static void add(Chart chart) {
    Map<Session, List<Charges.Line>> charges = new LinkedHashMap<>();
    List<Charges.Line> all = new ArrayList<>();
    for (Session session : chart.sessions()) {
      List<Charges.Line> lines = Charges.add(chart, session);
      all.addAll(lines);
      if (session.held() && !chart.client().coverage().isEmpty() && payable(chart, session)) {
        charges.put(session, lines);
      }
    }
    charges.forEach(
        (session, lines) -> Claims.add(chart, session, lines, number(chart, session, charges)));
    if (chart.client().coverage().size() > 1) {
      addSecondary(chart, charges);
    }
    Invoices.add(chart, all);
  }

  /** Payers do not accept a problem of circumstance as the principal diagnosis. */
  private static boolean payable(Chart chart, Session session) {
    return chart.client().diagnosesIn(session.week()).stream()
        .findFirst()
        .filter(diagnosis -> diagnosis.code().startsWith("F"))
        .isPresent();
  }

  private static String number(
      Chart chart, Session session, Map<Session, List<Charges.Line>> charges) {
    String sample =
        switch (chart.client().key()) {
          case "jane-doe" -> session.kind() == Kind.GROUP ? "GRP0001A" : "C7F3Q2X9K1";
          case "alex-roe" -> session.kind() == Kind.GROUP ? "GRP0001B" : "";
          case "sam-doe" -> "C7F3Q2X9K3";
          default -> "";
        };
    Session last =
        charges.keySet().stream()
            .filter(other -> other.kind() == session.kind())
            .reduce((first, second) -> second)
            .orElseThrow();
    return sample.isEmpty() || !session.equals(last) || session.kind().first()
        ? Drafts.opaque("claim/" + session.key(), NUMBER_LENGTH)
        : sample;
  }

  /** The last individual session but one: its first payer has answered. */
  private static void addSecondary(Chart chart, Map<Session, List<Charges.Line>> charges) {
    List<Session> single =
        charges.keySet().stream().filter(s -> s.kind() == Kind.INDIVIDUAL).toList();
    Session session = single.get(single.size() - 2);
    List<Charges.Line> lines = charges.getOrDefault(session, List.of());
    Answers.add(chart, session, lines.get(0));
    Claims.addSecondary(chart, session, lines, SECONDARY_NUMBER);
  }
}
