package org.attune.terminology.fhir;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.attune.store.CodeTable;
import org.attune.store.Concept;
import org.attune.store.Terminology;
import org.attune.terminology.fhir.ValueSetMembers.Member;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;

/** Answers about value sets. */
final class ValueSetAnswers {

  private final Terminology terminology;
  private final ValueSetMembers members;
  private final Clock clock;

  ValueSetAnswers(Terminology terminology, ValueSetMembers members, Clock clock) {
    this.terminology = terminology;
    this.members = members;
    this.clock = clock;
  }

  /** The answer to {@code $expand}: a page of the codes, with the number of all. */
  ValueSet expand(ValueSet set, @Nullable String filter, LocalDate day, int offset, int count) {
    if (!set.hasCompose() && set.hasExpansion()) {
      throw new UnprocessableEntityException("The value set has no definition: add its compose");
    }
    if (!members.understands(set)) {
      refuseParts(set);
      return page(terminology.expand(set, filter), offset, count);
    }
    List<Member> all = members.members(set, Answers.words(filter), day);
    ValueSet answer = set.copy();
    answer.setCompose(null);
    answer.setText(null);
    ValueSetExpansionComponent expansion = answer.getExpansion();
    expansion.setIdentifier("urn:uuid:" + UUID.randomUUID());
    expansion.setTimestamp(Date.from(clock.instant()));
    expansion.setTotal(all.size());
    expansion.setOffset(offset);
    expansion.addParameter().setName("offset").setValue(new IntegerType(offset));
    expansion.addParameter().setName("count").setValue(new IntegerType(count));
    expansion.addParameter().setName("date").setValue(new DateTimeType(day.toString()));
    if (filter != null) {
      expansion.addParameter().setName("filter").setValue(new StringType(filter));
    }
    all.stream().skip(offset).limit(count).forEach(member -> add(expansion, member));
    return answer;
  }

  /** The store would leave out such filters where it has no more than a part. */
  private void refuseParts(ValueSet set) {
    for (ConceptSetComponent include : set.getCompose().getInclude()) {
      if (include.hasFilter()
          && terminology
              .codes(include.getSystem(), null)
              .filter(table -> !table.whole())
              .isPresent()) {
        throw new UnprocessableEntityException(
            "The value set has a filter that cannot be followed while only a part of "
                + include.getSystem()
                + " is here: load its whole release, or list the codes");
      }
    }
  }

  private static ValueSet page(ValueSet expanded, int offset, int count) {
    ValueSetExpansionComponent expansion = expanded.getExpansion();
    List<ValueSetExpansionContainsComponent> all = List.copyOf(expansion.getContains());
    expansion.setTotal(all.size());
    expansion.setOffset(offset);
    expansion.setContains(all.stream().skip(offset).limit(count).toList());
    return expanded;
  }

  private static void add(ValueSetExpansionComponent expansion, Member member) {
    var contained = expansion.addContains().setSystem(member.system()).setCode(member.code());
    contained.setVersion(member.version());
    contained.setDisplay(member.display());
  }

  /** The answer to {@code $validate-code}: valid if one of the codings is in the set. */
  Parameters validate(ValueSet set, List<Coding> codings, LocalDate day) {
    Parameters answer = new Parameters();
    for (Coding coding : codings) {
      answer = validate(set, coding, day);
      if (answer.getParameterBool("result")) {
        return answer;
      }
    }
    return answer;
  }

  private Parameters validate(ValueSet set, Coding coding, LocalDate day) {
    if (!coding.hasSystem()) {
      return CodeAnswers.answer(false, "The coding has no system: add it", null);
    }
    Optional<Member> member = member(set, coding, day);
    Optional<Concept> concept = concept(coding);
    if (member.isEmpty()) {
      return CodeAnswers.answer(
          false, absent(set, coding, concept, day), concept.map(Concept::display).orElse(null));
    }
    if (concept.isPresent() && !CodeAnswers.displays(coding, concept.get())) {
      return CodeAnswers.answer(
          false, CodeAnswers.wrongDisplay(concept.get()), concept.get().display());
    }
    return CodeAnswers.answer(true, "", member.get().display());
  }

  private Optional<Member> member(ValueSet set, Coding coding, LocalDate day) {
    String code = coding.getCode();
    if (!members.understands(set)) {
      refuseParts(set);
      return terminology.contains(set, coding.getSystem(), code)
          ? Optional.of(new Member(coding.getSystem(), null, code, null))
          : Optional.empty();
    }
    return members.members(set, List.of(code.toLowerCase(Locale.ROOT)), day).stream()
        .filter(each -> code.equals(each.code()) && coding.getSystem().equals(each.system()))
        .findFirst();
  }

  private Optional<Concept> concept(Coding coding) {
    return table(coding)
        .flatMap(table -> table.find(List.of(coding.getCode())).values().stream().findFirst());
  }

  private Optional<CodeTable> table(Coding coding) {
    return terminology.codes(coding.getSystem(), coding.hasVersion() ? coding.getVersion() : null);
  }

  private String absent(ValueSet set, Coding coding, Optional<Concept> concept, LocalDate day) {
    String start = coding.getCode() + " is not in the value set " + set.getUrl();
    if (concept.isPresent()) {
      String reason =
          Answers.validity(concept.get())
              .map(validity -> validity.explain(coding.getCode(), day))
              .orElse("");
      return reason.isEmpty() ? start : start + ": " + reason;
    }
    return table(coding)
        .map(table -> start + ": " + Answers.unknown(coding.getCode(), table))
        .orElseGet(() -> start + ": the code system " + coding.getSystem() + " is not known here");
  }
}
