package org.attune.leak;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;

/** Sends each request to both servers and compares the answers. */
final class Differential {

  private static final int SHOWN = 500;
  private static final Pattern LINK =
      Pattern.compile(
          "\"relation\": ?\"(next|previous|first|last)\",\\s*\"url\": ?\"([^\"]*_getpages=[^\"]+)\"");
  private static final Pattern LOCATION =
      Pattern.compile(
          "(?:Location: http://server/fhir/|\"location\": ?\")([A-Z][A-Za-z]+/~id\\d+~)");
  private static final Pattern SEARCH = Pattern.compile("_pageId=([0-9A-Za-z_-]+)");

  private final Side full;
  private final Side other;
  private final Normal fullNormal;
  private final Normal otherNormal;
  private final Map<Route, Map<Integer, Integer>> answers = new EnumMap<>(Route.class);
  private int aliases;
  private boolean retried;

  Differential(Side full, Side other) {
    this.full = full;
    this.other = other;
    this.fullNormal = new Normal(full.root());
    this.otherNormal = new Normal(other.root());
  }

  /** Asks both; the difference, if there is one. Without one the grammar learns from the answer. */
  Optional<String> ask(Viewer viewer, Exchange exchange, Grammar grammar) {
    CompletableFuture<Answer> there =
        CompletableFuture.supplyAsync(() -> send(full.as(viewer), exchange, fullNormal));
    Answer here = send(other.as(viewer), exchange, otherNormal);
    if (here.status() == 401 && !retried) {
      there.join();
      return again(viewer, exchange, grammar);
    }
    Normal.Form one = fullNormal.of(there.join());
    Normal.Form two = otherNormal.of(here);
    if (here.status() >= 500 || !one.text().equals(two.text())) {
      return Optional.of(
          "%s as %s%n--- the full record answers%n%s%n--- the other answers%n%s"
              .formatted(
                  exchange,
                  viewer.name(),
                  cut(one.text(), two.text()),
                  cut(two.text(), one.text())));
    }
    String text = agreed(one, two);
    answers
        .computeIfAbsent(exchange.route(), route -> new TreeMap<>())
        .merge(here.status(), 1, Integer::sum);
    grammar.learn(links(text), locations(text));
    return Optional.empty();
  }

  /** A token of a back-end system lasts minutes; a long run needs several. */
  private Optional<String> again(Viewer viewer, Exchange exchange, Grammar grammar) {
    full.admit(viewer);
    other.admit(viewer);
    retried = true;
    try {
      return ask(viewer, exchange, grammar);
    } finally {
      retried = false;
    }
  }

  /** The status of the full record's answer. */
  int status(Viewer viewer, Exchange exchange) {
    return send(full.as(viewer), exchange, fullNormal).status();
  }

  /** How often each status was answered, by route. */
  Map<Route, Map<Integer, Integer>> answers() {
    return answers;
  }

  /** Gives ids that are new on both sides a common name. */
  private String agreed(Normal.Form one, Normal.Form two) {
    String text = one.text();
    for (int index = 0; index < one.fresh().size(); index++) {
      String alias = "~id" + aliases++ + "~";
      fullNormal.learn(alias, one.fresh().get(index));
      otherNormal.learn(alias, two.fresh().get(index));
      text = text.replace("<new " + index + ">", alias);
    }
    return text;
  }

  private static Map<String, String> links(String text) {
    Map<String, String> links = new LinkedHashMap<>();
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      links.put(link.group(1), link.group(2).replaceFirst("http://server/fhir/?", ""));
    }
    return links;
  }

  private static List<String> locations(String text) {
    List<String> found = new ArrayList<>();
    LOCATION.matcher(text).results().forEach(each -> found.add(each.group(1)));
    return found;
  }

  /**
   * A page of a search of the operator, who sees more; its two ids get a common name.
   *
   * @param number even ones begin with the lowest ids, odd ones with the highest, which are hidden
   */
  Optional<String> foreignPage(int number) {
    String search = "Observation?_count=2&_sort=" + (number % 2 == 0 ? "_id" : "-_id");
    Optional<String> one = next(full.operator().get(search));
    Optional<String> two = next(other.operator().get(search));
    if (one.isEmpty() || two.isEmpty()) {
      return Optional.empty();
    }
    String alias = "~id" + aliases++ + "~";
    fullNormal.learn(alias, id(one.get()));
    otherNormal.learn(alias, id(two.get()));
    return one.map(url -> url.replace(id(url), alias).replaceFirst("http://[^/]+/fhir/?", ""));
  }

  private static Optional<String> next(Answer answer) {
    return Optional.ofNullable(answer.bundle().getLink("next")).map(link -> link.getUrl());
  }

  private static String id(String url) {
    return SEARCH.matcher(url).results().findFirst().orElseThrow().group(1);
  }

  private static Answer send(FhirClient client, Exchange exchange, Normal normal) {
    HttpRequest.Builder request = client.request(normal.concrete(exchange.path()));
    exchange.headers().forEach(request::header);
    String body = normal.concrete(exchange.body());
    request.method(
        exchange.method(),
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return client.send(request);
  }

  /** The status, and what stands around the first difference. */
  private static String cut(String text, String other) {
    int same = 0;
    while (same < Math.min(text.length(), other.length())
        && text.charAt(same) == other.charAt(same)) {
      same++;
    }
    int begin = Math.max(0, same - SHOWN);
    int end = Math.min(text.length(), same + SHOWN);
    return text.substring(0, Math.min(3, text.length())) + " ... " + text.substring(begin, end);
  }
}
