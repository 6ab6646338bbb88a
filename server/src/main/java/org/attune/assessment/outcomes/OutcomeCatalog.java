package org.attune.assessment.outcomes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The instruments whose course is followed. */
public final class OutcomeCatalog {

  private final List<Measured> all;
  private final Map<String, Measured> byToken;

  OutcomeCatalog(List<Measured> all) {
    this.all = List.copyOf(all);
    this.byToken = all.stream().collect(Collectors.toMap(Measured::token, Function.identity()));
  }

  /** All, in the order of their files. */
  public List<Measured> all() {
    return all;
  }

  /** The instrument that a canonical address names, with a version or without. */
  public Optional<Measured> named(String canonical) {
    String url = canonical.split("\\|", 2)[0];
    return all.stream().filter(measured -> measured.url().equals(url)).findFirst();
  }

  /** The instrument whose total has the code. */
  Optional<Measured> measuring(CodeableConcept code) {
    for (Coding coding : code.getCoding()) {
      Measured found = byToken.get(coding.getSystem() + "|" + coding.getCode());
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
