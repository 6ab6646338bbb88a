package org.attune.terminology.fhir;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.store.CodeTable;
import org.attune.store.Concept;
import org.attune.store.Terminology;
import org.attune.terminology.rules.Validity.Status;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which codes a value set has on a day. A code that can be billed at certain times only is a member
 * at these times if it is listed; where whole code systems are taken in, every code counts that is
 * in use.
 */
final class ValueSetMembers {

  private static final int DEEPEST = 10;
  private static final Set<FilterOperator> KNOWN =
      Set.of(FilterOperator.ISA, FilterOperator.DESCENDENTOF, FilterOperator.EQUAL);

  private final Terminology terminology;

  ValueSetMembers(Terminology terminology) {
    this.terminology = terminology;
  }

  /** A code of the set. */
  record Member(String system, @Nullable String version, String code, @Nullable String display) {

    String key() {
      return system + "|" + code;
    }
  }

  /** Whether the definition uses nothing that is left to the store. */
  boolean understands(ValueSet set) {
    return understands(set, 0);
  }

  private boolean understands(ValueSet set, int depth) {
    return depth < DEEPEST
        && set.hasCompose()
        && !set.getCompose().hasLockedDate()
        && set.getCompose().getInclude().stream().allMatch(each -> understands(each, depth))
        && set.getCompose().getExclude().stream().allMatch(each -> understands(each, depth));
  }

  private boolean understands(ConceptSetComponent part, int depth) {
    boolean filters =
        part.getFilter().stream().allMatch(filter -> KNOWN.contains(filter.getOp()))
            && part.getFilter().stream().filter(ValueSetMembers::hierarchical).count() < 2;
    boolean sets =
        part.getValueSet().stream()
            .allMatch(url -> understands(referred(url.getValue()), depth + 1));
    return filters && sets && (part.hasSystem() || part.hasValueSet());
  }

  private static boolean hierarchical(ConceptSetFilterComponent filter) {
    return filter.getOp() != FilterOperator.EQUAL;
  }

  private ValueSet referred(String canonical) {
    int bar = canonical.indexOf('|');
    String url = bar < 0 ? canonical : canonical.substring(0, bar);
    return terminology
        .valueSet(url, bar < 0 ? null : canonical.substring(bar + 1))
        .orElseThrow(
            () ->
                new UnprocessableEntityException(
                    "The value set takes in "
                        + canonical
                        + ", which is not known here: store it first"));
  }

  /**
   * The members on a day.
   *
   * @param words each must be part of the display or the start of the code
   */
  List<Member> members(ValueSet set, List<String> words, LocalDate day) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (ConceptSetComponent include : set.getCompose().getInclude()) {
      part(include, words, day).forEach(member -> members.putIfAbsent(member.key(), member));
    }
    for (ConceptSetComponent exclude : set.getCompose().getExclude()) {
      part(exclude, List.of(), day).forEach(member -> members.remove(member.key()));
    }
    return List.copyOf(members.values());
  }

  private List<Member> part(ConceptSetComponent part, List<String> words, LocalDate day) {
    List<Member> members = part.hasSystem() ? ofSystem(part, words, day) : null;
    for (var url : part.getValueSet()) {
      List<Member> others = members(referred(url.getValue()), words, day);
      if (members == null) {
        members = others;
      } else {
        Set<String> keys = others.stream().map(Member::key).collect(Collectors.toSet());
        members = members.stream().filter(each -> keys.contains(each.key())).toList();
      }
    }
    return members == null ? List.of() : members;
  }

  private List<Member> ofSystem(ConceptSetComponent part, List<String> words, LocalDate day) {
    Optional<CodeTable> table = table(part);
    if (part.hasConcept()) {
      return listed(part, table, words, day);
    }
    CodeTable known =
        table.orElseThrow(
            () ->
                new UnprocessableEntityException(
                    "The value set takes in codes of "
                        + part.getSystem()
                        + ", which is not known here: store the CodeSystem first"));
    try {
      return known.search(search(part, words)).stream()
          .filter(concept -> inUse(concept, day))
          .map(concept -> member(known, concept.code(), concept.display()))
          .toList();
    } catch (UnsupportedOperationException endless) {
      throw new UnprocessableEntityException(
          "The codes of " + part.getSystem() + " cannot be listed; ask for single codes instead");
    }
  }

  private Optional<CodeTable> table(ConceptSetComponent part) {
    return terminology.codes(part.getSystem(), part.hasVersion() ? part.getVersion() : null);
  }

  private static Member member(CodeTable table, String code, @Nullable String display) {
    return new Member(table.system(), table.version(), code, display);
  }

  private static CodeTable.Search search(ConceptSetComponent part, List<String> words) {
    Map<String, String> properties = new LinkedHashMap<>();
    String root = null;
    boolean withRoot = false;
    for (ConceptSetFilterComponent filter : part.getFilter()) {
      if (hierarchical(filter)) {
        root = filter.getValue();
        withRoot = filter.getOp() == FilterOperator.ISA;
      } else {
        properties.put(filter.getProperty(), filter.getValue());
      }
    }
    return new CodeTable.Search(words, properties, root, withRoot);
  }

  private static List<Member> listed(
      ConceptSetComponent part, Optional<CodeTable> table, List<String> words, LocalDate day) {
    List<String> codes =
        part.getConcept().stream().map(ConceptReferenceComponent::getCode).toList();
    Map<String, Concept> known = table.map(each -> each.find(codes)).orElse(Map.of());
    List<Member> members = new ArrayList<>();
    for (ConceptReferenceComponent reference : part.getConcept()) {
      Concept concept = known.get(reference.getCode());
      String display =
          reference.hasDisplay() || concept == null ? reference.getDisplay() : concept.display();
      if (matches(reference.getCode(), display, words)
          && (concept == null || billable(concept, day))) {
        String version = table.map(CodeTable::version).orElse(null);
        members.add(new Member(part.getSystem(), version, reference.getCode(), display));
      }
    }
    return members;
  }

  private static boolean matches(String code, @Nullable String display, List<String> words) {
    String text = display == null ? "" : display.toLowerCase(Locale.ROOT);
    String start = code.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(word -> text.contains(word) || start.startsWith(word));
  }

  private static boolean billable(Concept concept, LocalDate day) {
    return Answers.validity(concept)
        .map(
            validity ->
                (validity.to() == null && !validity.billable())
                    || validity.on(day) == Status.BILLABLE)
        .orElse(true);
  }

  private static boolean inUse(Concept concept, LocalDate day) {
    return Answers.validity(concept)
        .map(validity -> validity.on(day))
        .filter(status -> status == Status.NOT_YET || status == Status.ENDED)
        .isEmpty();
  }
}
