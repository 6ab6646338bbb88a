package org.attune.rest.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the parameter that a refused search stumbled over. */
public final class SearchDiagnosis {

  private static final int LONGEST_NAME = 64;
  private static final String INCLUDE_FORM = "TYPE:PARAMETER or TYPE:PARAMETER:TARGET";
  private static final String HAS_FORM = "_has:TYPE:REFERENCE:PARAMETER=VALUE";

  private final ISearchParamRegistry registry;
  private final Set<String> types;
  private final SearchValues values;

  /** A diagnosis by the parameters that the server has at the time of the search. */
  public SearchDiagnosis(FhirContext context, ISearchParamRegistry registry) {
    this.registry = registry;
    this.types = new TreeSet<>(context.getResourceTypes());
    this.values = new SearchValues(context);
  }

  /**
   * What is wrong, in words that hold names of parameters and types, but no value.
   *
   * @param type the resource type that is searched
   * @param parameters the query's parameters, with modifiers and chains
   * @return empty when nothing is found wrong here
   */
  public Optional<String> of(String type, Map<String, String[]> parameters) {
    return parameters.entrySet().stream()
        .flatMap(entry -> check(type, entry.getKey(), List.of(entry.getValue())).stream())
        .findFirst();
  }

  private Optional<String> check(String type, String key, List<String> given) {
    String name = key.split("[:.]", 2)[0];
    return switch (name) {
      case "_include", "_revinclude" -> first(given, value -> include(name, value));
      case "_sort" ->
          first(
              given.stream().flatMap(value -> List.of(value.split(",", -1)).stream()).toList(),
              field -> named(List.of(type), field.replaceFirst("^-", ""), false));
      case "_has" -> has(key);
      case "_count", "_offset" -> first(given, value -> SearchValues.wholeNumber(name, value));
      default -> parameter(List.of(type), key, given);
    };
  }

  private static <T> Optional<String> first(
      Collection<T> all, Function<T, Optional<String>> check) {
    return all.stream().flatMap(each -> check.apply(each).stream()).findFirst();
  }

  private Optional<String> include(String name, String value) {
    if (value.equals("*")) {
      return Optional.empty();
    }
    String[] parts = value.split(":", -1);
    if (parts.length < 2) {
      return Optional.of(name + " takes " + INCLUDE_FORM + ".");
    }
    return type(parts[0])
        .or(
            () ->
                parts[1].equals("*") ? Optional.empty() : named(List.of(parts[0]), parts[1], true))
        .or(() -> parts.length > 2 ? type(parts[2]) : Optional.empty());
  }

  /** The steps of {@code _has:TYPE:REFERENCE:} may be repeated. */
  private Optional<String> has(String key) {
    String[] parts = key.split(":", 4);
    if (parts.length < 4) {
      return Optional.of("_has has the form " + HAS_FORM + ".");
    }
    List<String> holder = List.of(parts[1]);
    return type(parts[1])
        .or(() -> named(holder, parts[2], true))
        .or(
            () ->
                parts[3].startsWith("_has:")
                    ? has(parts[3])
                    : parameter(holder, parts[3], List.of()));
  }

  private Optional<String> type(String name) {
    return types.contains(name)
        ? Optional.empty()
        : Optional.of("There is no resource type '%s'. There are: %s".formatted(safe(name), types));
  }

  /** A parameter with its modifier and what follows it in a chain. */
  private Optional<String> parameter(Collection<String> holders, String key, List<String> given) {
    int dot = key.indexOf('.');
    String head = dot < 0 ? key : key.substring(0, dot);
    int colon = head.indexOf(':');
    String name = colon < 0 ? head : head.substring(0, colon);
    String modifier = colon < 0 ? "" : head.substring(colon + 1);
    if (SearchValues.SPECIAL.contains(name)) {
      return values.check(name, RestSearchParameterTypeEnum.DATE, given);
    }
    Optional<String> unknown = named(holders, name, false);
    if (unknown.isPresent()) {
      return unknown;
    }
    return holders.stream()
        .flatMap(holder -> find(holder, name).stream())
        .findFirst()
        .flatMap(
            found ->
                dot < 0
                    ? value(found, modifier, given)
                    : parameter(targets(found, modifier), key.substring(dot + 1), List.of()));
  }

  private Optional<String> value(RuntimeSearchParam found, String modifier, List<String> given) {
    return modifier.isEmpty()
        ? values.check(found.getName(), found.getParamType(), given)
        : Optional.empty();
  }

  private Collection<String> targets(RuntimeSearchParam reference, String modifier) {
    if (types.contains(modifier)) {
      return Set.of(modifier);
    }
    return reference.hasTargets() ? new TreeSet<>(reference.getTargets()) : types;
  }

  private Optional<String> named(Collection<String> holders, String name, boolean reference) {
    Predicate<RuntimeSearchParam> kind = found -> !reference || isReference(found);
    if (name.startsWith("_")
        || holders.stream().anyMatch(holder -> find(holder, name).filter(kind).isPresent())) {
      return Optional.empty();
    }
    TreeSet<String> existing = new TreeSet<>();
    holders.stream()
        .flatMap(holder -> parameters(holder).stream())
        .filter(kind)
        .forEach(parameter -> existing.add(parameter.getName()));
    return Optional.of(
        "%s has no %ssearch parameter '%s'. It has: %s"
            .formatted(
                String.join(" or ", holders), reference ? "reference " : "", safe(name), existing));
  }

  private static boolean isReference(RuntimeSearchParam parameter) {
    return parameter.getParamType() == RestSearchParameterTypeEnum.REFERENCE;
  }

  private Optional<RuntimeSearchParam> find(String type, String name) {
    return Optional.ofNullable(
        registry.getActiveSearchParam(type, name, SearchParamLookupContextEnum.SEARCH));
  }

  private Collection<RuntimeSearchParam> parameters(String type) {
    return types.contains(type)
        ? registry.getActiveSearchParams(type, SearchParamLookupContextEnum.SEARCH).values()
        : List.of();
  }

  /** A name that the client made up could be a value in the wrong place. */
  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9_.:-]", "");
    return safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
  }
}
