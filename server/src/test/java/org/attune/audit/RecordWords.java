package org.attune.audit;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * What tells of a person, in a form that nothing else in a log can have: a name with given and
 * family part, a number, a line of an address. A family name alone may be a word or an account.
 */
final class RecordWords {

  /** Shorter numbers may be anything. */
  private static final int SHORTEST = 6;

  private final Set<String> words = new LinkedHashSet<>();

  RecordWords(Collection<? extends Resource> record) {
    for (Resource resource : record) {
      of(resource, HumanName.class).forEach(this::addName);
      of(resource, Identifier.class).forEach(each -> add(each.getValue()));
      of(resource, ContactPoint.class).forEach(each -> add(each.getValue()));
      for (Address address : of(resource, Address.class)) {
        address.getLine().stream().map(StringType::getValue).forEach(this::add);
      }
      if (resource instanceof Coverage coverage) {
        add(coverage.getSubscriberId());
      }
    }
  }

  private static <T extends org.hl7.fhir.instance.model.api.IBase> List<T> of(
      Resource resource, Class<T> type) {
    return FhirContext.forR4Cached().newTerser().getAllPopulatedChildElementsOfType(resource, type);
  }

  private void addName(HumanName name) {
    String family = name.getFamily();
    if (family == null) {
      return;
    }
    for (StringType given : name.getGiven()) {
      for (String between : List.of(" ", ", ", ",", "+", "%20")) {
        add(given.getValue() + between + family);
        add(family + between + given.getValue());
      }
    }
  }

  private void add(String word) {
    if (word != null && word.length() >= SHORTEST && !word.startsWith("urn:")) {
      words.add(word.toLowerCase(Locale.ROOT));
      words.add(URLEncoder.encode(word, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
    }
  }

  int size() {
    return words.size();
  }

  /** Those that stand in a text. */
  Set<String> in(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<String> found = new TreeSet<>();
    words.stream().filter(lower::contains).forEach(found::add);
    return found;
  }
}
