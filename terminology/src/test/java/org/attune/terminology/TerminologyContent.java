package org.attune.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;

/** The files of the package as the code tables imply them. */
final class TerminologyContent {

  private static final int SMALL = 120;

  private TerminologyContent() {}

  /** JSON text by file name. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    CodeSystems.all().forEach(system -> add(files, system, system.getCount() <= SMALL));
    ValueSets.all().forEach(set -> add(files, set, codes(set) <= SMALL));
    add(files, SessionTypeMap.map(), true);
    return files;
  }

  private static long codes(ValueSet set) {
    return set.getCompose().getInclude().stream().mapToLong(i -> i.getConcept().size()).sum();
  }

  private static void add(Map<String, String> files, Resource resource, boolean pretty) {
    String json =
        FhirContext.forR4Cached()
            .newJsonParser()
            .setPrettyPrint(pretty)
            .encodeResourceToString(resource);
    String name = resource.fhirType() + "-" + resource.getIdElement().getIdPart() + ".json";
    String text = (pretty ? json : oneCodeALine(resource, json)) + "\n";
    if (files.put(name, text) != null) {
      throw new IllegalArgumentException("Two resources are named " + name);
    }
  }

  /** A big table stays readable in a diff, and stays small, with one line for each code. */
  private static String oneCodeALine(Resource resource, String json) {
    String start =
        resource instanceof CodeSystem
            ? "\\{(?=\"code\":\"[^\"]*\",\"display\")"
            : "\\{(?=\"code\":)";
    return json.replaceAll(start, "\n{");
  }
}
