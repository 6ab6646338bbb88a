package org.attune.store.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.store.Caller;
import org.attune.store.Compartment;
import org.attune.store.page.Page.Anchor;
import org.attune.store.page.Page.Place;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Leads from one page to the next. */
@Component
final class PageLinks {

  /** As many results of a page may change before the next page is asked for, and all but one. */
  private static final int ANCHORS = 20;

  private static final String VERSIONS =
      "select res_id, res_ver from hfj_resource where res_id = any(?) and res_deleted_at is null";

  private final PageSeal seal;
  private final JdbcTemplate jdbc;

  PageLinks(PageSeal seal, JdbcTemplate jdbc) {
    this.seal = seal;
    this.jdbc = jdbc;
  }

  /** The keys of those anchors that are what they were. */
  Set<Long> unchanged(Place place) {
    Map<Long, Long> versions = versions(place.last().stream().map(Anchor::key).toList());
    Set<Long> same = new HashSet<>();
    place.last().stream()
        .filter(anchor -> Long.valueOf(anchor.version()).equals(versions.get(anchor.key())))
        .forEach(anchor -> same.add(anchor.key()));
    return same;
  }

  /**
   * The sealed link to what comes after a page.
   *
   * @param shown how many results have been shown, this page included
   * @param matches keys of the page
   */
  String next(RequestDetails request, int shown, List<JpaPid> matches) {
    List<Long> last =
        matches.subList(Math.max(0, matches.size() - ANCHORS), matches.size()).stream()
            .map(JpaPid::getId)
            .toList();
    Map<Long, Long> versions = versions(last);
    List<Anchor> anchors = new ArrayList<>();
    last.forEach(key -> anchors.add(new Anchor(key, versions.getOrDefault(key, 0L))));
    return seal.seal(
        new Page(
            path(request),
            query(request.getParameters()),
            PageOwner.mark(Caller.ofRequest(request)),
            new Place(shown, anchors)));
  }

  private Map<Long, Long> versions(List<Long> keys) {
    Map<Long, Long> versions = new java.util.HashMap<>();
    jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(VERSIONS);
          statement.setArray(1, connection.createArrayOf("bigint", keys.toArray()));
          return statement;
        },
        row -> {
          versions.put(row.getLong(1), row.getLong(2));
        });
    return versions;
  }

  private static String path(RequestDetails request) {
    String owner =
        Compartment.of(request)
            .map(compartment -> compartment.owner() + "/" + compartment.id() + "/")
            .orElse("");
    String operation = request.getOperation();
    String id = request.getId() == null ? "" : "/" + request.getId().getIdPart();
    return owner
        + request.getResourceName()
        + id
        + (operation == null || !operation.startsWith("$") ? "" : "/" + operation);
  }

  private static String query(Map<String, String[]> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, values) -> {
          for (String value : values) {
            pairs.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8));
          }
        });
    return String.join("&", pairs);
  }
}
