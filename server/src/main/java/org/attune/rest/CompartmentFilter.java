package org.attune.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.store.Compartment;
import org.attune.store.SelfLinkHooks;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns a search in a compartment, {@code Patient/[id]/Observation}, into a search of the type that
 * is narrowed to the compartment: the guards decide on it as on any search, and no rule of its own
 * can be forgotten.
 */
final class CompartmentFilter extends OncePerRequestFilter {

  private static final Pattern PATH =
      Pattern.compile(
          "(.*/fhir)/(Patient|Encounter|Practitioner|RelatedPerson|Device)"
              + "/([A-Za-z0-9.-]{1,64})/([A-Z][A-Za-z]+)(/_search)?");

  private final Set<String> types;

  CompartmentFilter(Set<String> types) {
    this.types = Set.copyOf(types);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(search(request).orElse(request), response);
  }

  private Optional<HttpServletRequest> search(HttpServletRequest request) {
    Matcher path = PATH.matcher(request.getRequestURI());
    if (!path.matches() || !types.contains(path.group(4))) {
      return Optional.empty();
    }
    String tail = path.group(5) == null ? "" : path.group(5);
    boolean posted = "POST".equals(request.getMethod());
    if (posted == tail.isEmpty()) {
      return Optional.empty();
    }
    String type = path.group(4);
    new Compartment(path.group(2), path.group(3), type).tieTo(request);
    SelfLinkHooks.remember(request);
    return Optional.of(new OfType(request, path.group(1) + "/" + type + tail));
  }

  /** The request with the path of a search of the type; its URL stays, for links say it. */
  private static final class OfType extends HttpServletRequestWrapper {

    private final String uri;

    OfType(HttpServletRequest request, String uri) {
      super(request);
      this.uri = uri;
    }

    @Override
    public String getRequestURI() {
      return uri;
    }
  }
}
