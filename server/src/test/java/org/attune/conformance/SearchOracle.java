package org.attune.conformance;

import static java.util.Objects.requireNonNull;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What one search parameter finds, worked out from the resources themselves: the values that the
 * parameter's expression yields, and whether they match a query. It shares nothing with the index.
 */
final class SearchOracle {

  /** Unsure is what depends on a time zone that the data does not state. */
  enum Verdict {
    YES,
    NO,
    UNSURE
  }

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final IFhirPath PATH = newPath();
  private static final Map<String, SearchOracle> KNOWN = new ConcurrentHashMap<>();

  private final String name;
  private final String type;
  private final IFhirPath.IParsedExpression expression;

  private SearchOracle(String name, String type, String expression) {
    this.name = name;
    this.type = type;
    try {
      this.expression = PATH.parse(expression);
    } catch (Exception malformed) {
      throw new IllegalArgumentException(expression, malformed);
    }
  }

  private static IFhirPath newPath() {
    IFhirPath path = CONTEXT.newFhirPath();
    path.setEvaluationContext(new TypesOfReferences());
    return path;
  }

  /** The oracle of a parameter of a resource type. */
  static SearchOracle of(String resourceType, String name) {
    return KNOWN.computeIfAbsent(resourceType + "?" + name, key -> make(resourceType, name));
  }

  private static SearchOracle make(String resourceType, String name) {
    if (name.equals("_id")) {
      return new SearchOracle(name, "token", "id");
    }
    if (name.equals("_lastUpdated")) {
      return new SearchOracle(name, "date", "meta.lastUpdated");
    }
    return ProfilePackage.searchParameters().stream()
        .filter(own -> own.getCode().equals(name))
        .filter(own -> own.getBase().stream().anyMatch(b -> b.getCode().equals(resourceType)))
        .findFirst()
        .map(own -> new SearchOracle(name, own.getType().toCode(), own.getExpression()))
        .orElseGet(() -> builtIn(resourceType, name));
  }

  private static SearchOracle builtIn(String resourceType, String name) {
    RuntimeSearchParam known =
        requireNonNull(
            CONTEXT.getResourceDefinition(resourceType).getSearchParam(name),
            () -> "FHIR R4 has no " + resourceType + "?" + name);
    return new SearchOracle(name, known.getParamType().getCode(), known.getPath());
  }

  boolean isDate() {
    return type.equals("date");
  }

  boolean isToken() {
    return type.equals("token") && !name.equals("_id");
  }

  /** A query that must find this resource; absent if the resource has no value. */
  Optional<String> query(Resource resource) {
    return switch (type) {
      case "date" -> DateSpan.of(values(resource)).map(DateSpan::queryAround);
      // Commas would part values.
      case "string" -> strings(resource).map(text -> text.replaceFirst(",.*", "")).findFirst();
      case "token" -> tokens(resource).map(Token::code).findFirst();
      default -> references(resource).findFirst();
    };
  }

  /** The same with the system in front; absent if it is no token or has none. */
  Optional<String> queryWithSystem(Resource resource) {
    return (isToken() ? tokens(resource) : Stream.<Token>empty())
        .filter(token -> !token.system().isEmpty())
        .map(token -> token.system() + "|" + token.code())
        .findFirst();
  }

  /** Whether the resource must be found by the query. */
  Verdict matches(Resource resource, String query) {
    if (isDate()) {
      return DateSpan.matches(values(resource), query);
    }
    boolean found =
        switch (type) {
          case "string" ->
              strings(resource).anyMatch(value -> normal(value).startsWith(normal(query)));
          case "token" ->
              tokens(resource)
                  .anyMatch(
                      token ->
                          query.equals(token.code())
                              || query.equals(token.system() + "|" + token.code()));
          default -> references(resource).anyMatch(value -> value.equals(query));
        };
    return found ? Verdict.YES : Verdict.NO;
  }

  private record Token(String system, String code) {}

  private Stream<Token> tokens(Resource resource) {
    return values(resource).stream().flatMap(SearchOracle::tokens);
  }

  private static Stream<Token> tokens(Base value) {
    if (value instanceof CodeableConcept concept) {
      return concept.getCoding().stream().flatMap(SearchOracle::tokens);
    }
    if (value instanceof Coding coding) {
      return Stream.of(new Token(orEmpty(coding.getSystem()), orEmpty(coding.getCode())));
    }
    if (value instanceof Identifier identifier) {
      return Stream.of(new Token(orEmpty(identifier.getSystem()), orEmpty(identifier.getValue())));
    }
    if (value instanceof Enumeration<?> code) {
      Coding coding = code.castToCoding(code);
      return Stream.of(new Token(orEmpty(coding.getSystem()), orEmpty(coding.getCode())));
    }
    return Stream.of(new Token("", orEmpty(value.primitiveValue())));
  }

  private Stream<String> references(Resource resource) {
    return values(resource).stream()
        .map(
            value ->
                value instanceof Reference reference
                    ? reference.getReferenceElement().toUnqualifiedVersionless().getValue()
                    : value.primitiveValue())
        .filter(value -> value != null && !value.isEmpty());
  }

  private Stream<String> strings(Resource resource) {
    return values(resource).stream()
        .flatMap(
            value ->
                value.isPrimitive()
                    ? Stream.of(value.primitiveValue())
                    : value.children().stream()
                        .filter(part -> !List.of("use", "type", "period").contains(part.getName()))
                        .flatMap(part -> part.getValues().stream())
                        .map(Base::primitiveValue))
        .filter(text -> text != null && !text.isEmpty());
  }

  private List<Base> values(Resource resource) {
    if (name.equals("_id")) {
      return List.of(new org.hl7.fhir.r4.model.StringType(resource.getIdElement().getIdPart()));
    }
    return PATH.evaluate(resource, expression, IBase.class).stream().map(Base.class::cast).toList();
  }

  private static String normal(String text) {
    return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The ids of those that all parameters of a row must find, and of those that they may find. */
  static Expected expected(SearchRow row, List<String> queries, List<? extends Resource> all) {
    List<String> must = new ArrayList<>();
    List<String> may = new ArrayList<>();
    for (Resource resource : all) {
      Verdict verdict = Verdict.YES;
      for (int i = 0; i < queries.size(); i++) {
        Verdict one = of(row.type(), row.parameters().get(i)).matches(resource, queries.get(i));
        verdict = one.compareTo(verdict) > 0 && verdict != Verdict.NO ? one : verdict;
        if (one == Verdict.NO) {
          verdict = Verdict.NO;
          break;
        }
      }
      if (verdict == Verdict.YES) {
        must.add(resource.getIdElement().getIdPart());
      } else if (verdict == Verdict.UNSURE) {
        may.add(resource.getIdElement().getIdPart());
      }
    }
    return new Expected(must, may);
  }

  /** What a search must and what it may find. */
  record Expected(List<String> must, List<String> may) {}

  /** For {@code resolve() is Patient} the type in the reference is enough. */
  private static final class TypesOfReferences implements IFhirPathEvaluationContext {
    @Override
    public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase context) {
      return reference.hasResourceType()
          ? CONTEXT.getResourceDefinition(reference.getResourceType()).newInstance()
          : null;
    }
  }
}
