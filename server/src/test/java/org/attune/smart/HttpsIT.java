package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What browsers are told behind a proxy that ends TLS, and where they are never sent. */
@FhirIntegrationTest
class HttpsIT {

  private static final String HSTS = "Strict-Transport-Security";
  private static final String[] BY_HTTPS = {"X-Forwarded-Proto", "https"};

  private final TestApps apps;

  HttpsIT(@Autowired FhirHttp http) {
    this.apps = new TestApps(http);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/login", "/account", "/oauth2/consent", "/fhir/metadata", "/fhir/Patient"})
  @DisplayName("By https, every answer tells the browser to stay with it")
  void answersByHttpsBindToHttps(String path) {
    assertThat(apps.get(path, BY_HTTPS).header(HSTS))
        .contains("max-age=31536000", "includeSubDomains");
    assertThat(apps.get(path).header(HSTS)).as("by http").isEmpty();
  }

  @Test
  @DisplayName("By https, the session's cookie is for https alone, and never for scripts")
  void cookiesByHttpsAreSecure() {
    assertThat(cookies(apps.get("/login", BY_HTTPS)))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
    assertThat(cookies(apps.get("/login")))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly").doesNotContain("Secure"));
  }

  private static List<String> cookies(Answer answer) {
    return answer.response().headers().allValues("Set-Cookie");
  }

  @ParameterizedTest
  @CsvSource({
    "/account, X-Forwarded-Host, evil.example",
    "/account/apps, Forwarded, host=evil.example",
    "/oauth2/consent?state=x, X-Forwarded-Host, evil.example",
    "/login?continue=https://evil.example/, X-Original-URL, https://evil.example/",
    "/account//evil.example, X-Forwarded-Prefix, //evil.example"
  })
  @DisplayName("Redirects to sign in stay on this server, whatever a header or parameter says")
  void redirectsStayHere(String path, String header, String value) {
    Answer answer = apps.get(path, header, value);

    assertThat(answer.header("Location")).doesNotContain("evil.example");
    if (answer.status() / 100 == 3) {
      assertThat(answer.header("Location")).startsWith("/login");
    }
  }
}
