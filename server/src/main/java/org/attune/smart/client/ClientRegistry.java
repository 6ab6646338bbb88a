package org.attune.smart.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.OutgoingAddresses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Registers, changes and ends clients for whoever may: by the same rules as the file of {@code
 * attune.smart.clients}, whose clients are changed there and nowhere else.
 */
@Component
public class ClientRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ClientRegistry.class);
  private static final int SECRET_BYTES = 32;
  private static final String SECRET = "client_secret";

  private final ClientStore store;
  private final OutgoingAddresses outgoing;
  private final boolean file;
  private final ObjectMapper json = new ObjectMapper();
  private final SecureRandom random = new SecureRandom();

  ClientRegistry(ClientStore store, SmartProperties properties, OutgoingAddresses outgoing) {
    this.store = store;
    this.outgoing = outgoing;
    this.file = properties.clients() != null;
  }

  /**
   * What was registered.
   *
   * @param secret the secret that was given or made up, to be shown now and never again; absent if
   *     there is none or it stays as it was
   */
  public record Outcome(SmartClient client, @Nullable String secret) {}

  /**
   * Registers a client; a {@code client_id} and a secret are made up where they are needed and
   * absent.
   *
   * @param metadata with the names of RFC 7591
   * @throws RegistrationException with all that is wrong, or if the id is or was in use
   */
  public Outcome register(JsonNode metadata) {
    Registration registration =
        Registration.read(isSymmetric(metadata) ? withSecret(metadata) : metadata, true, outgoing);
    if (!store.add(registration)) {
      throw RegistrationException.conflict("client_id", "is in use or was");
    }
    LOG.info("SMART client {} is registered", registration.client().clientId());
    return new Outcome(registration.client(), registration.secret());
  }

  /**
   * Replaces all metadata of a client. Its secret stays if none is given; a client that begins to
   * have one is given one.
   *
   * @return empty if there is no such client
   * @throws RegistrationException with all that is wrong, or if the client is the file's
   */
  public Optional<Outcome> replace(String clientId, JsonNode metadata) {
    Optional<ClientStore.Entry> known = store.find(clientId);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    refuseOfFile(clientId);
    if (!clientId.equals(metadata.path("client_id").asText(clientId))) {
      throw RegistrationException.conflict("client_id", "cannot be changed");
    }
    ObjectNode named = metadata.isObject() ? metadata.deepCopy() : json.createObjectNode();
    named.put("client_id", clientId);
    boolean given = named.hasNonNull(SECRET);
    boolean keep = isSymmetric(named) && !given && known.get().secretHash() != null;
    Registration registration =
        Registration.read(isSymmetric(named) ? withSecret(named) : named, false, outgoing);
    if (!store.replace(keep ? registration.withoutSecret() : registration)) {
      return Optional.empty();
    }
    LOG.info("SMART client {} is changed", clientId);
    return Optional.of(new Outcome(registration.client(), keep ? null : registration.secret()));
  }

  /**
   * Gives a client another secret; the old one is of no use from then on.
   *
   * @return empty if there is no such client
   * @throws RegistrationException if the client has no secret, or is the file's
   */
  public Optional<Outcome> renewSecret(String clientId) {
    return store.find(clientId).map(ClientStore.Entry::client).flatMap(this::renewSecret);
  }

  private Optional<Outcome> renewSecret(SmartClient client) {
    if (!client.isSymmetric()) {
      throw RegistrationException.conflict(
          "token_endpoint_auth_method", "is not one with a secret: there is none to renew");
    }
    return replace(client.clientId(), withSecret(json.valueToTree(client)));
  }

  /**
   * Ends a client, and every token that it holds with it. One of the file comes back at the next
   * start if it is still in it.
   *
   * @return whether there was such a client
   */
  public boolean end(String clientId) {
    boolean ended = store.remove(clientId);
    if (ended) {
      LOG.info("SMART client {} is ended", clientId);
    }
    return ended;
  }

  /** Whether the client stands in the file that is read at each start. */
  public boolean isOfFile(ClientStore.Registered client) {
    return file && client.byFile();
  }

  private void refuseOfFile(String clientId) {
    if (store.registered(clientId).filter(this::isOfFile).isPresent()) {
      throw RegistrationException.conflict(
          "client_id", "is registered by the file of attune.smart.clients: change it there");
    }
  }

  private ObjectNode withSecret(JsonNode metadata) {
    ObjectNode complete = metadata.deepCopy();
    if (!complete.hasNonNull(SECRET)) {
      byte[] bytes = new byte[SECRET_BYTES];
      random.nextBytes(bytes);
      complete.put(SECRET, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return complete;
  }

  private static boolean isSymmetric(JsonNode metadata) {
    return metadata.isObject()
        && metadata
            .path("token_endpoint_auth_method")
            .asText("client_secret_basic")
            .startsWith("client_secret_");
  }
}
