package org.attune.store.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.rest.api.Constants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.store.SelfLinkHooks;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Turns a request for a page into the search that it is a page of, so that everything that decides
 * on a search decides on each of its pages anew.
 */
final class PageFilter extends OncePerRequestFilter {

  /** In front of the sealed text stand a UUID and a hyphen. */
  private static final int PREFIX = 37;

  private final PageSeal seal;

  PageFilter(PageSeal seal) {
    this.seal = seal;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Page> page = asked(request);
    if (page.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    page.get().tieTo(request);
    SelfLinkHooks.remember(request);
    chain.doFilter(new OfSearch(request, page.get()), response);
  }

  private Optional<Page> asked(HttpServletRequest request) {
    String query = request.getQueryString();
    if (!"GET".equals(request.getMethod())
        || query == null
        || !query.contains(Constants.PARAM_PAGEID)) {
      return Optional.empty();
    }
    String text = request.getParameter(Constants.PARAM_PAGEID);
    return text == null || text.length() <= PREFIX
        ? Optional.empty()
        : seal.open(text.substring(PREFIX));
  }

  /** The request as it would be if it were the search. */
  private static final class OfSearch extends HttpServletRequestWrapper {

    private final Page page;
    private final Map<String, String[]> parameters = new HashMap<>();

    OfSearch(HttpServletRequest request, Page page) {
      super(request);
      this.page = page;
      MultiValueMap<String, String> query =
          UriComponentsBuilder.newInstance().query(page.query()).build().getQueryParams();
      query.forEach(
          (name, values) ->
              parameters.put(
                  decoded(name), values.stream().map(OfSearch::decoded).toArray(String[]::new)));
    }

    private static String decoded(@Nullable String text) {
      return text == null ? "" : URLDecoder.decode(text, UTF_8);
    }

    @Override
    public String getRequestURI() {
      return withPath(super.getRequestURI());
    }

    @Override
    public StringBuffer getRequestURL() {
      return new StringBuffer(withPath(super.getRequestURL().toString()));
    }

    private String withPath(String base) {
      return (base.endsWith("/") ? base : base + "/") + page.path();
    }

    @Override
    public @Nullable String getQueryString() {
      return page.query().isEmpty() ? null : page.query();
    }

    @Override
    public @Nullable String getParameter(String name) {
      String[] values = parameters.get(name);
      return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.enumeration(parameters.keySet());
    }
  }
}
