package org.attune.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;

/** Runs a file of requests as its own head describes, and checks what the file expects. */
public final class WalkThrough {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> variables;

  /** Starts with the variables that the file is given from outside. */
  public WalkThrough(Map<String, String> variables) {
    this.variables = new HashMap<>(variables);
  }

  /** Sends every request in order; returns how many there were. */
  public int run(String file) throws IOException, InterruptedException {
    String[] sections = file.split("(?m)^###", -1);
    for (int index = 1; index < sections.length; index++) {
      step(sections[index]);
    }
    return sections.length - 1;
  }

  private void step(String section) throws IOException, InterruptedException {
    String title = section.lines().findFirst().orElse("").strip();
    List<String> lines = section.lines().skip(1).filter(line -> !line.startsWith("#")).toList();
    HttpResponse<String> answer = http.send(request(lines), HttpResponse.BodyHandlers.ofString());
    for (String line : section.lines().filter(line -> line.startsWith("# @")).toList()) {
      check(title, line.substring(3).strip(), answer);
    }
  }

  private HttpRequest request(List<String> lines) {
    String[] first = fill(lines.get(0)).split(" ", 2);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(first[1].strip()));
    int line = 1;
    for (; line < lines.size() && !lines.get(line).isBlank(); line++) {
      String[] header = fill(lines.get(line)).split(":", 2);
      request.header(header[0].strip(), header[1].strip());
    }
    String body = fill(String.join("\n", lines.subList(line, lines.size())).strip());
    return request
        .method(
            first[0],
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private void check(String title, String directive, HttpResponse<String> answer)
      throws IOException {
    String[] parts = directive.split(" ", 2);
    switch (parts[0]) {
      case "expect" ->
          assertThat(answer.statusCode())
              .as("%s%n%s", title, answer.body())
              .isEqualTo(Integer.parseInt(parts[1].strip()));
      case "expect-fhirpath" -> assertThat(holds(fill(parts[1]), answer)).as(title).isTrue();
      case "capture" -> {
        String[] assignment = parts[1].split("= \\$\\.", 2);
        String value =
            new ObjectMapper().readTree(answer.body()).required(assignment[1].strip()).asText();
        variables.put(assignment[0].strip(), value);
      }
      default -> throw new IllegalArgumentException("Unknown directive: " + directive);
    }
  }

  private static boolean holds(String expression, HttpResponse<String> answer) {
    IBaseResource body = CONTEXT.newJsonParser().parseResource(answer.body());
    return CONTEXT
        .newFhirPath()
        .evaluateFirst(body, expression, BooleanType.class)
        .map(BooleanType::booleanValue)
        .orElse(false);
  }

  private String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      filled = filled.replace("{{" + variable.getKey() + "}}", variable.getValue());
    }
    return filled;
  }
}
