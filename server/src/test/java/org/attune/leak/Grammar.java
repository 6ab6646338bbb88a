package org.attune.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes random requests of every class of routes, about what is there, hidden or absent. */
final class Grammar {

  private static final int LATEST = 40;

  private final Random random;
  private final Vocabulary words;
  private final Searches searches;
  private final Writes writes;
  private final Operations operations;
  private final List<String> pages = new ArrayList<>();
  private final List<String> foreignPages = new ArrayList<>();

  Grammar(World world, Random random) {
    this.random = random;
    this.words = new Vocabulary(world, random);
    this.searches = new Searches(words);
    this.writes = new Writes(words, searches);
    this.operations = new Operations(words, searches);
  }

  /** A request of any class, the common ones more often. */
  Exchange next() {
    Route[] routes = Route.values();
    return random.nextInt(3) == 0
        ? next(words.oneOf(List.of(Route.READ, Route.SEARCH, Route.CREATE, Route.PAGE)))
        : next(routes[random.nextInt(routes.length)]);
  }

  Exchange next(Route route) {
    return switch (route) {
      case READ -> new Exchange(route, words.reference() + words.maybe("?_summary=true"));
      case VREAD -> new Exchange(route, words.reference() + "/_history/" + (1 + random.nextInt(3)));
      case HISTORY_INSTANCE ->
          new Exchange(route, words.reference() + "/_history" + words.maybe("?_count=1"));
      case HISTORY_TYPE ->
          new Exchange(route, words.type() + "/_history" + words.maybe("?_count=2"));
      case HISTORY_SYSTEM -> new Exchange(route, "_history" + words.maybe("?_count=2"));
      case SEARCH,
          SEARCH_BY_POST,
          COUNT,
          INCLUDE,
          REVERSE_INCLUDE,
          ITERATE,
          CHAIN,
          HAS,
          FILTER,
          SORT,
          TEXT,
          COMPARTMENT ->
          searches.next(route);
      case PAGE -> page(route, pages);
      case FOREIGN_PAGE -> page(route, foreignPages);
      case BATCH,
          TRANSACTION,
          CREATE,
          UPDATE,
          PATCH,
          DELETE,
          CONDITIONAL_CREATE,
          CONDITIONAL_UPDATE,
          CONDITIONAL_DELETE ->
          writes.next(route);
      default -> operations.next(route);
    };
  }

  private Exchange page(Route route, List<String> links) {
    return links.isEmpty()
        ? new Exchange(route, "?_getpages=none&_getpagesoffset=2&_count=2&_bundletype=searchset")
        : new Exchange(route, words.oneOf(links));
  }

  /** Learns from an answer what may be asked for next. */
  void learn(Map<String, String> links, List<String> locations) {
    links.forEach((relation, url) -> keep(pages, url));
    locations.forEach(words::created);
  }

  /** A page that another caller's search has. */
  void foreignPage(String url) {
    keep(foreignPages, url);
  }

  private static void keep(List<String> kept, String text) {
    kept.add(text);
    if (kept.size() > LATEST) {
      kept.remove(0);
    }
  }
}
