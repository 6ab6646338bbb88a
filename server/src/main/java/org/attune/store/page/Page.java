package org.attune.store.page;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a search that is not its first.
 *
 * @param path of the search below the FHIR base
 * @param query of the search, as in a URL; empty if it has none
 * @param owner mark of the caller who searched; empty for callers whom no token limits
 * @param place where the page before ended
 */
public record Page(String path, String query, String owner, Place place) {

  private static final String ATTRIBUTE = "attune.page";

  /**
   * A place in the order of the results.
   *
   * @param shown how many results the pages before have shown
   * @param last the last results of the page before, in their order
   */
  public record Place(int shown, List<Anchor> last) {

    /** Keeps its own copy. */
    public Place {
      last = List.copyOf(last);
    }
  }

  /**
   * A result that was shown. As long as it has not changed, it stands where it stood.
   *
   * @param key the database's key of the resource
   * @param version that was shown
   */
  public record Anchor(long key, long version) {}

  /** Lets the search that a request was turned into know of its place. */
  public void tieTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The page that a request asks for; absent for a first page. */
  static Optional<Page> of(@Nullable RequestDetails request) {
    return request instanceof ServletRequestDetails details
            && details.getServletRequest() != null
            && details.getServletRequest().getAttribute(ATTRIBUTE) instanceof Page page
        ? Optional.of(page)
        : Optional.empty();
  }
}
