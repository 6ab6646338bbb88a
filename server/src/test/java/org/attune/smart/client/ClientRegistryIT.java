package org.attune.smart.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.attune.smart.SmartProperties;
import org.attune.smart.address.OutgoingAddressesOfATest;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clients of the file are changed in the file. */
@FhirIntegrationTest
class ClientRegistryIT {

  private final ClientStore store;
  private final JdbcTemplate jdbc;
  private final ClientRegistry registry;
  private final ObjectNode client = new ObjectMapper().createObjectNode();

  ClientRegistryIT(@Autowired ClientStore store, @Autowired JdbcTemplate jdbc) {
    this.store = store;
    this.jdbc = jdbc;
    this.registry = registry(new SmartProperties(new ByteArrayResource(new byte[0]), List.of()));
    client.put("client_id", UUID.randomUUID().toString());
    client.put("client_name", "Of the file");
    client.put("scope", "openid");
    client.putArray("redirect_uris").add("https://app.example/");
  }

  private ClientRegistry registry(SmartProperties properties) {
    return new ClientRegistry(store, properties, OutgoingAddressesOfATest.resolving(Map.of()));
  }

  private String ofFile() {
    String id = registry.register(client).client().clientId();
    jdbc.update("update attune.smart_client set source = 'file' where client_id = ?", id);
    return id;
  }

  @Test
  void a_client_of_the_file_is_not_changed_elsewhere_but_can_be_ended_at_once() {
    String id = ofFile();
    client.put("client_name", "Another name");

    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(() -> registry.replace(id, client))
        .withMessageContaining("change it there")
        .matches(RegistrationException::isConflict);
    assertThatExceptionOfType(RegistrationException.class)
        .isThrownBy(() -> registry.renewSecret(id));
    assertThat(store.find(id).orElseThrow().client().clientName()).isEqualTo("Of the file");
    assertThat(registry.end(id)).isTrue();
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void without_a_file_its_former_clients_are_kept_like_any_other() {
    String id = ofFile();
    client.put("client_name", "Another name");

    assertThat(registry(new SmartProperties(null, List.of())).replace(id, client)).isPresent();

    assertThat(store.registered(id).orElseThrow().byFile()).isFalse();
    assertThat(store.find(id).orElseThrow().client().clientName()).isEqualTo("Another name");
    registry.end(id);
  }
}
