package org.attune.rest.error;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A failed request as the table's rows see it.
 *
 * @param chain what was thrown, its causes, and the further exceptions of JDBC batches
 * @param conditional whether the request carried If-Match, as a header or in a bundle entry
 * @param body whether the request had a FHIR body that could have been refused
 */
record Fault(List<Throwable> chain, boolean conditional, boolean body) {

  static Fault of(Throwable thrown, boolean conditional, boolean body) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    Deque<Throwable> next = new ArrayDeque<>(List.of(thrown));
    while (!next.isEmpty()) {
      Throwable at = next.poll();
      if (!seen.add(at)) {
        continue;
      }
      chain.add(at);
      if (at.getCause() != null) {
        next.add(at.getCause());
      }
      if (at instanceof SQLException sql && sql.getNextException() != null) {
        next.add(sql.getNextException());
      }
    }
    return new Fault(List.copyOf(chain), conditional, body);
  }

  Throwable thrown() {
    return chain.get(0);
  }

  boolean has(Class<? extends Throwable> type) {
    return find(type).isPresent();
  }

  <T extends Throwable> Optional<T> find(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** By simple name, for exceptions of libraries that this module has no business to know. */
  boolean named(String part) {
    return chain.stream().anyMatch(each -> each.getClass().getSimpleName().contains(part));
  }

  /** Whether a JDBC exception anywhere carries an SQLSTATE that begins so. */
  boolean sqlState(String... prefixes) {
    return chain.stream()
        .filter(SQLException.class::isInstance)
        .map(each -> ((SQLException) each).getSQLState())
        .anyMatch(state -> state != null && startsWithAny(state, prefixes));
  }

  /** Whether JDBC speaks of a lost connection without giving an SQLSTATE. */
  boolean connectionLost() {
    return chain.stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(each -> each.getSQLState() == null && each.getMessage() != null)
        .map(each -> each.getMessage().toLowerCase(Locale.ROOT))
        .anyMatch(text -> text.contains("closed") || text.contains("i/o error"));
  }

  boolean says(Pattern pattern) {
    return chain.stream()
        .map(Throwable::getMessage)
        .anyMatch(text -> text != null && pattern.matcher(text).find());
  }

  /** HTTP status that HAPI gave to what was thrown; 500 for anything that is not HAPI's. */
  int status() {
    return thrown() instanceof BaseServerResponseException known ? known.getStatusCode() : 500;
  }

  private static boolean startsWithAny(String state, String... prefixes) {
    for (String prefix : prefixes) {
      if (state.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
