package org.attune.exchange.documents.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.attune.exchange.documents.DocumentRequest;
import org.attune.exchange.documents.rules.CareSpan;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code $docref}, from the URL or from a Parameters resource. */
final class DocrefParameters {

  private static final Set<String> NAMES =
      Set.of("patient", "start", "end", "type", "on-demand", "profile");

  private final Map<String, List<String>> values = new TreeMap<>();

  private DocrefParameters() {}

  /** Reads them. */
  static DocumentRequest read(RequestDetails details, @Nullable Parameters body) {
    DocrefParameters parameters = new DocrefParameters();
    details
        .getParameters()
        .forEach(
            (name, given) -> {
              if (!name.startsWith("_")) {
                Arrays.stream(given).forEach(value -> parameters.add(name, value));
              }
            });
    if (body != null) {
      body.getParameter().forEach(parameters::add);
    }
    return parameters.request();
  }

  private void add(ParametersParameterComponent parameter) {
    String value =
        parameter.getValue() instanceof Coding coding
            ? (coding.hasSystem() ? coding.getSystem() + "|" : "") + coding.getCode()
            : parameter.hasValue() ? parameter.getValue().primitiveValue() : null;
    if (value == null) {
      throw new InvalidRequestException(
          "The parameter " + parameter.getName() + " of $docref has no value of its type");
    }
    add(parameter.getName(), value);
  }

  private void add(String name, String value) {
    if (!NAMES.contains(name)) {
      throw new InvalidRequestException(
          "$docref has no parameter " + name + "; there are " + new TreeSet<>(NAMES));
    }
    values.computeIfAbsent(name, key -> new java.util.ArrayList<>()).add(value);
  }

  private DocumentRequest request() {
    String patient =
        one("patient")
            .map(value -> value.replaceFirst("^Patient/", ""))
            .filter(value -> value.matches("[A-Za-z0-9.-]{1,64}"))
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "$docref needs the parameter patient: the id of a Patient"));
    Optional<String> start = one("start").map(value -> dateTime("start", value));
    Optional<String> end = one("end").map(value -> dateTime("end", value));
    Optional<CareSpan> range =
        start.isEmpty() && end.isEmpty()
            ? Optional.empty()
            : Optional.of(CareSpan.between(start.orElse(null), end.orElse(null)));
    if (range.filter(CareSpan::isReversed).isPresent()) {
      throw new InvalidRequestException("The parameter end of $docref lies before start");
    }
    return new DocumentRequest(
        patient,
        range,
        values.getOrDefault("type", List.of()),
        one("on-demand").map(DocrefParameters::yesOrNo).orElse(false),
        values.getOrDefault("profile", List.of()));
  }

  private Optional<String> one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw new InvalidRequestException("$docref takes the parameter " + name + " once");
    }
    return given.stream().findFirst();
  }

  /** A date, or a time with a zone. */
  private static String dateTime(String name, String value) {
    try {
      CareSpan.moment(new DateTimeType(value).getValueAsString());
      return value;
    } catch (RuntimeException malformed) {
      throw new InvalidRequestException(
          "The parameter " + name + " of $docref is no date and no time with a zone");
    }
  }

  private static boolean yesOrNo(String value) {
    try {
      return new BooleanType(value).booleanValue();
    } catch (RuntimeException malformed) {
      throw new InvalidRequestException("The parameter on-demand of $docref is true or false");
    }
  }
}
