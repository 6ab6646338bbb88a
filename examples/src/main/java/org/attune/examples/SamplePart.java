package org.attune.examples;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resources that are stored together.
 *
 * @param name what the part is about, for progress messages
 * @param resources with ids; a part refers only to itself and to parts of earlier stages
 * @param stage parts of one stage do not refer to each other; 0 comes first
 */
public record SamplePart(String name, int stage, List<Resource> resources) {

  public SamplePart {
    resources = List.copyOf(resources);
  }
}
