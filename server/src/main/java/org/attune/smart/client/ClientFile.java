package org.attune.smart.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.OutgoingAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Registers the clients of {@code attune.smart.clients} before the server takes requests. */
@Component
final class ClientFile implements InitializingBean {

  private static final Logger LOG = LoggerFactory.getLogger(ClientFile.class);

  private final SmartProperties properties;
  private final ClientStore store;
  private final OutgoingAddresses outgoing;

  ClientFile(SmartProperties properties, ClientStore store, OutgoingAddresses outgoing) {
    this.properties = properties;
    this.store = store;
    this.outgoing = outgoing;
  }

  @Override
  public void afterPropertiesSet() {
    Resource file = properties.clients();
    if (file == null) {
      return;
    }
    List<Registration> registrations = read(file, outgoing);
    store.takeFile(registrations);
    LOG.info("{} SMART clients are registered by {}", registrations.size(), file.getFilename());
  }

  /**
   * Reads the whole file and says everything that is wrong in it.
   *
   * @throws RegistrationException if anything is
   */
  static List<Registration> read(Resource file, OutgoingAddresses outgoing) {
    JsonNode array = parse(file);
    List<Problem> problems = new ArrayList<>();
    Map<String, Registration> byId = new LinkedHashMap<>();
    for (int index = 0; index < array.size(); index++) {
      String place = "[" + index + "]";
      try {
        Registration registration = Registration.read(array.get(index), false, outgoing);
        if (byId.put(registration.client().clientId(), registration) != null) {
          problems.add(new Problem(place + ".client_id", "is used twice in the file"));
        }
        if (!registration.ignored().isEmpty()) {
          LOG.warn("SMART client {}: ignored members {}", place, registration.ignored());
        }
      } catch (RegistrationException wrong) {
        wrong
            .problems()
            .forEach(
                problem ->
                    problems.add(new Problem(place + "." + problem.member(), problem.text())));
      }
    }
    if (!problems.isEmpty()) {
      throw new RegistrationException(problems);
    }
    return List.copyOf(byId.values());
  }

  private static JsonNode parse(Resource file) {
    try (InputStream stream = file.getInputStream()) {
      JsonNode json = new ObjectMapper().readTree(stream);
      if (json == null || !json.isArray()) {
        throw wrong("must be a JSON array of clients");
      }
      return json;
    } catch (JsonProcessingException broken) {
      throw wrong(
          "is no JSON: line "
              + broken.getLocation().getLineNr()
              + ", column "
              + broken.getLocation().getColumnNr());
    } catch (IOException unreadable) {
      throw wrong("cannot be read: " + file.getDescription());
    }
  }

  private static RegistrationException wrong(String text) {
    return new RegistrationException(List.of(new Problem("attune.smart.clients", text)));
  }
}
