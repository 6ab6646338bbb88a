package org.attune.bench;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One kind of work ({@code bench.work}) by some users at once ({@code bench.users}), each waiting
 * for its answer: once to warm up, then again and measured ({@code bench.requests} visits in all).
 */
public final class WorkSimulation extends Simulation {

  private static final String VISIT = "visit";
  private static final String TOOK = "took";
  private static final String NEXT = "next";

  private final Target target = new Target();
  private final int users = Integer.getInteger("bench.users", 8);
  private final int requests = Integer.getInteger("bench.requests", 2_000);
  private final Work work =
      new Works(target, requests).named(System.getProperty("bench.work", "read"));
  private final Figures figures = new Figures(target);
  private final AtomicInteger taken = new AtomicInteger();

  /** Sets the simulation up; fails if a search finds something else than the data tell. */
  public WorkSimulation() {
    int all = work.repeatable() ? requests : Math.min(requests, work.visits().size() / 2);
    int each = Math.max(1, all / users);
    ChainBuilder visits = repeat(each).on(visit());
    setUp(
            scenario("warming up")
                .exec(visits)
                .injectOpen(atOnceUsers(users))
                .andThen(
                    scenario("beginning")
                        .exec(this::begin)
                        .injectOpen(atOnceUsers(1))
                        .andThen(
                            scenario(work.name()).exec(visits).injectOpen(atOnceUsers(users)))))
        .protocols(protocol())
        .assertions(global().failedRequests().count().is(0L));
  }

  @Override
  public void after() {
    figures.write(work, users);
  }

  private Session begin(Session session) {
    figures.begin();
    return session;
  }

  private ChainBuilder visit() {
    ChainBuilder chain = exec(this::take);
    for (int index = 0; index < work.steps().size(); index++) {
      chain = chain.exec(request(index)).exec(this::count);
    }
    return chain;
  }

  private Session take(Session session) {
    Visit visit = work.visits().get(taken.getAndIncrement() % work.visits().size());
    figures.carried(visit.resources());
    return session.set(VISIT, visit);
  }

  private Session count(Session session) {
    figures.answered(session.getInt(TOOK), session.isFailed());
    return session.markAsSucceeded();
  }

  private HttpRequestActionBuilder request(int index) {
    Step step = work.steps().get(index);
    HttpRequestActionBuilder request =
        http(step.name())
            .httpRequest(
                step.method(),
                session ->
                    step.follows()
                        ? session.getString(NEXT)
                        : target.base + "/" + at(session, index).path())
            .check(responseTimeInMillis().saveAs(TOOK), status().in(200, 201, 204));
    boolean pages = index + 1 < work.steps().size() && work.steps().get(index + 1).follows();
    if (pages) {
      request = request.check(jsonPath("$.link[?(@.relation=='next')].url").saveAs(NEXT));
    }
    boolean carries = step.method().equals("POST") || step.method().equals("PUT");
    return carries ? request.body(StringBody(session -> at(session, index).body())) : request;
  }

  private static Visit.Request at(Session session, int index) {
    Visit visit = session.get(VISIT);
    return java.util.Objects.requireNonNull(visit).requests().get(index);
  }

  private HttpProtocolBuilder protocol() {
    HttpProtocolBuilder protocol =
        http.acceptHeader(Target.FHIR_JSON)
            .contentTypeHeader(Target.FHIR_JSON)
            .header("Prefer", "return=representation")
            .disableCaching()
            .shareConnections();
    return target.authorization().map(protocol::authorizationHeader).orElse(protocol);
  }
}
