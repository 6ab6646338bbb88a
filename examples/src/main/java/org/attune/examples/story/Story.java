package org.attune.examples.story;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All that the sample practice is made from.
 *
 * @param diagnoses ICD-10-CM titles by code
 */
public record Story(
    Practice practice, List<Client> clients, Phrases phrases, Map<String, String> diagnoses) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** Reads the story from the class path. */
  public static Story read() {
    List<Client> clients =
        Stream.of("okafor", "rivera", "lindqvist", "raman")
            .flatMap(
                key ->
                    read("clients-" + key + ".json", new TypeReference<List<Client>>() {}).stream())
            .toList();
    return new Story(
        read("practice.json", new TypeReference<Practice>() {}),
        clients,
        read("phrases.json", new TypeReference<Phrases>() {}),
        read("diagnoses.json", new TypeReference<Map<String, String>>() {}));
  }

  /** The client with a key. */
  public Client client(String key) {
    return clients.stream().filter(c -> c.key().equals(key)).findFirst().orElseThrow();
  }

  /** Title of a diagnosis. */
  public String title(String code) {
    return Objects.requireNonNull(diagnoses.get(code), code);
  }

  private static <T> T read(String name, TypeReference<T> type) {
    try (InputStream file = Story.class.getResourceAsStream("/sample-practice/" + name)) {
      return MAPPER.readValue(Objects.requireNonNull(file, name), type);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The sample practice lacks " + name, unreadable);
    }
  }
}
