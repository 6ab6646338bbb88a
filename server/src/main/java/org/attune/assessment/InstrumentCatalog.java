package org.attune.assessment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.assessment.rules.Instrument;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** The instruments that this server scores, and which of them a response answers. */
final class InstrumentCatalog {

  private final Map<String, Instrument> byUrl = new HashMap<>();

  /**
   * Collects the instruments.
   *
   * @throws IllegalArgumentException if two share a canonical URL
   */
  InstrumentCatalog(List<Instrument> instruments) {
    for (Instrument instrument : instruments) {
      if (byUrl.put(instrument.identity().url(), instrument) != null) {
        throw new IllegalArgumentException("Two instruments are " + instrument.identity().url());
      }
    }
  }

  /**
   * The instrument that a response answers.
   *
   * @param instrument the instrument
   * @param declared whether the response names it; if not, it was recognized by its items
   * @param versionFits false if the response names a version that is not the one here
   */
  record Match(Instrument instrument, boolean declared, boolean versionFits) {}

  /**
   * Finds the instrument by its canonical URL. A response to a questionnaire of another publisher,
   * or to none, counts only if it is a full and valid sheet of an instrument, item by item.
   */
  Optional<Match> match(QuestionnaireResponse response) {
    String canonical = response.hasQuestionnaire() ? response.getQuestionnaire() : "";
    String[] parts = withoutFragment(canonical).split("\\|", 2);
    Instrument named = byUrl.get(parts[0]);
    if (named != null) {
      boolean fits =
          parts.length < 2 || parts[1].isEmpty() || parts[1].equals(named.identity().version());
      return Optional.of(new Match(named, true, fits));
    }
    return byUrl.values().stream()
        .filter(candidate -> QuestionnaireResponseReader.read(candidate, response).complete())
        .map(candidate -> new Match(candidate, false, true))
        .findFirst();
  }

  private static String withoutFragment(String canonical) {
    int hash = canonical.indexOf('#');
    return hash < 0 ? canonical : canonical.substring(0, hash);
  }
}
