package org.attune.smart.keys;

import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets the operator replace the signing key before its time. */
@RestController
final class KeysApi {

  private final SigningKeys keys;

  KeysApi(SigningKeys keys) {
    this.keys = keys;
  }

  @PostMapping(path = "/oauth2/keys/rotate", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> rotate() {
    return Map.of("kid", keys.rotate(), "signs_in_seconds", SigningKeys.NOTICE.toSeconds());
  }
}
