package org.attune.rest.locate;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.attune.rest.locate.LocatedProblem.Kind;
import org.attune.rest.locate.Problems.Spot;
import org.jspecify.annotations.Nullable;

/**
 * Reads a refused body once more as a stream and names what FHIR R4 does not allow in it. It builds
 * no resource, resolves no external entity and keeps no value.
 *
 * <p>The rules are those of the FHIR R4 JSON and XML formats, taken from the model classes that the
 * parser itself uses; profiles are not looked at.
 */
public final class BodyLocator {

  private final ResourceTypes types;

  public BodyLocator(FhirContext context) {
    this.types = new ResourceTypes(context);
  }

  /**
   * Lists the problems in the order in which they stand in the body.
   *
   * @param body the body as sent, in UTF-8 for JSON
   * @param xml whether it is XML, else JSON
   * @param expectedResourceType the type that the request is for, or null when any will do
   * @param max how many problems at most; reading stops there
   * @return an empty list when the body holds nothing to complain about
   */
  public List<LocatedProblem> locate(
      byte[] body, boolean xml, @Nullable String expectedResourceType, int max) {
    Problems problems = new Problems(max);
    if (blank(body)) {
      problems.add(Kind.SYNTAX, Path.root(""), new Spot(1, 1), "The body is empty");
    } else if (xml) {
      new XmlWalk(types, problems, expectedResourceType).run(body);
    } else {
      new JsonWalk(types, problems, expectedResourceType).run(body);
    }
    return problems.found();
  }

  private static boolean blank(byte[] body) {
    for (byte each : body) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
