package org.attune.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.SignIn.Someone;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirHttp;
import org.attune.testing.FhirIntegrationTest;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Administrators keep clients on pages. */
@FhirIntegrationTest
class ClientPagesIT {

  private static final String LIST = "/admin/clients";
  private static final String NEW = "/admin/clients/new";
  private static final String SECRET = "id=\"secret\">([^<]+)<";

  private final TestApps apps;
  private final SignIn signIn;
  private final FhirClient operator;
  private final WebClient admin;

  ClientPagesIT(@Autowired FhirHttp http, @Autowired AccountDirectory directory) {
    this.apps = new TestApps(http);
    this.signIn = new SignIn(http, directory);
    this.operator = http.client();
    this.admin = signIn.administrator().browser();
  }

  private static Map<String, String> form(String id, String method) {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", id);
    form.put("client_name", "Kept by page");
    form.put("grant_types", "authorization_code");
    form.put("token_endpoint_auth_method", method);
    form.put("scope", "launch/patient\nopenid  patient/Patient.rs\r\n");
    form.put("redirect_uris", AppFlow.REDIRECT + "\r\n\r\nhttps://app.example/back\r\n");
    form.put("launch_url", "");
    form.put("jwks", "");
    form.put("jwks_uri", "");
    form.put("organization", "");
    return form;
  }

  private static String at(String page, String id) {
    return LIST + page + "?client_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private JsonNode registered(String id) {
    return TestApps.json(operator.get(apps.root() + "/oauth2/clients/" + id));
  }

  private int authenticates(String client, String secret) {
    String basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    return apps.post(
            "/oauth2/introspect", Map.of("token", "none"), "Authorization", "Basic " + basic)
        .status();
  }

  @Test
  void an_administrator_registers_views_changes_and_deletes_an_app() {
    assertThat(admin.open("/account").body()).contains("href=\"/admin/clients\"");
    String id = admin.open(NEW).find("name=\"client_id\" value=\"([^\"]+)\"");

    Page made = admin.submit(NEW, LIST, form(id, "none"));

    assertThat(made.path()).isEqualTo(at("/client", id));
    assertThat(made.body())
        .contains("Kept by page", "https://app.example/back", "patient/Patient.rs");
    assertThat(registered(id).path("redirect_uris").size()).isEqualTo(2);
    assertThat(registered(id).path("scope").asText())
        .isEqualTo("launch/patient openid patient/Patient.rs");
    assertThat(admin.open(LIST).body()).contains(id);
    Someone person = signIn.patient();
    String scope = "launch/patient patient/Patient.rs";
    FhirClient app =
        apps.as(new AppFlow(apps, id, scope).token(person.browser()).path("access_token").asText());
    assertThat(app.get("Patient/" + person.id()).status()).isEqualTo(200);

    Map<String, String> other = form(id, "none");
    other.put("client_name", "Renamed <b>");
    Page changed = admin.submit(at("/change", id), LIST + "/change", other);
    assertThat(changed.body()).contains("Renamed &lt;b&gt;").doesNotContain("<b>");
    assertThat(registered(id).path("client_name").asText()).isEqualTo("Renamed <b>");

    assertThat(admin.open(at("/end", id)).body()).contains("Delete this app?");
    Page ended = admin.submit(at("/end", id), LIST + "/end", Map.of("client_id", id));
    assertThat(ended.path()).isEqualTo(LIST);
    assertThat(ended.body()).doesNotContain(id);
    Until.holds(() -> app.get("Patient/" + person.id()).status() == 401);
    assertThat(admin.open(at("/client", id)).status()).isEqualTo(404);
    assertThat(admin.post(NEW, LIST + "/end", Map.of("client_id", id)).status()).isEqualTo(404);
  }

  @Test
  void a_secret_is_shown_once_and_can_be_renewed() {
    String id = TestApps.unique();
    Page made = admin.submit(NEW, LIST, form(id, "client_secret_basic"));
    String first = made.find(SECRET);
    assertThat(made.header("Cache-Control")).contains("no-store");
    assertThat(authenticates(id, first)).isEqualTo(200);
    assertThat(admin.open(at("/client", id)).body()).doesNotContain(first, "id=\"secret\"");
    Map<String, String> same = form(id, "client_secret_basic");
    assertThat(admin.submit(at("/change", id), LIST + "/change", same).body())
        .doesNotContain("id=\"secret\"");
    assertThat(authenticates(id, first)).as("a change leaves the secret").isEqualTo(200);

    Page renewed = admin.submit(at("/secret", id), LIST + "/secret", Map.of("client_id", id));

    String second = renewed.find(SECRET);
    assertThat(second).isNotEqualTo(first);
    assertThat(authenticates(id, first)).isEqualTo(401);
    assertThat(authenticates(id, second)).isEqualTo(200);
  }

  @Test
  void only_a_client_with_a_secret_gets_another_one() {
    String id = TestApps.unique();
    admin.submit(NEW, LIST, form(id, "none"));

    Page refused = admin.submit(at("/secret", id), LIST + "/secret", Map.of("client_id", id));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("role=\"alert\"", "there is none to renew");
  }

  @Test
  void what_is_wrong_stands_at_its_field_in_the_words_of_the_api() {
    String id = TestApps.unique();
    Map<String, String> wrong = form(id, "private_key_jwt");
    wrong.put("client_name", " ");
    wrong.put("scope", "patient/Nothing.rs launch");
    wrong.put("redirect_uris", "https://app.example/\r\nhttp://far.example/");
    wrong.put("launch_url", "ftp://app.example/");
    wrong.put("jwks", "{ broken");
    wrong.put("organization", "Organization/?");

    Page refused = admin.submit(NEW, LIST, wrong);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("<title>Error: Register an app", "role=\"alert\"", "href=\"#redirect_uris\"")
        .contains("id=\"error-redirect_uris\">redirect_uris[1] must be an absolute https address")
        .contains("aria-invalid=\"true\" aria-describedby=\"error-scope hint-scope\"")
        .contains("{ broken");
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("client_id", id);
    metadata.put("token_endpoint_auth_method", "private_key_jwt");
    metadata.put("scope", wrong.get("scope"));
    metadata.put("redirect_uris", List.of("https://app.example/", "http://far.example/"));
    metadata.put("launch_url", wrong.get("launch_url"));
    metadata.put("jwks", wrong.get("jwks"));
    metadata.put("organization", wrong.get("organization"));
    String api = TestApps.json(apps.tryRegister(metadata)).path("error_description").asText();
    assertThat(api.split("; ", -1)).hasSizeGreaterThanOrEqualTo(6);
    for (String problem : api.split("; (?=[a-z_]+(\\[|:))", -1)) {
      assertThat(AppFlow.unescape(refused.body())).contains(problem.replaceFirst(": ", " "));
    }
    assertThat(admin.open(at("/client", id)).status()).as("nothing is stored").isEqualTo(404);
  }

  @Test
  void a_form_that_is_sent_twice_registers_once() {
    Map<String, String> form = form(TestApps.unique(), "none");
    admin.submit(NEW, LIST, form);

    Page again = admin.submit(NEW, LIST, form);

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("id=\"error-client_id\">client_id is in use or was");
  }

  @Test
  void an_id_that_has_no_place_in_a_path_is_kept_all_the_same() {
    String id = "https://app.example/;a=b?c&d%2F" + TestApps.unique();
    assertThat(admin.submit(NEW, LIST, form(id, "none")).path()).isEqualTo(at("/client", id));

    assertThat(admin.open(at("/change", id)).status()).isEqualTo(200);
    assertThat(admin.submit(at("/end", id), LIST + "/end", Map.of("client_id", id)).status())
        .isEqualTo(200);
  }

  @Test
  void the_pages_belong_to_administrators_and_to_their_own_forms() {
    WebClient clinician = signIn.clinician().browser();
    for (String page : List.of(LIST, NEW, at("/client", "x"), at("/secret", "x"))) {
      assertThat(clinician.get(page).status()).as(page).isEqualTo(403);
      assertThat(admin.get(page).header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(admin.get(page).body()).doesNotContain("<script", " style=", " onclick");
    }
    assertThat(clinician.open("/account").body()).doesNotContain(LIST);
    assertThat(clinician.post("/account", LIST, form("by-clinician", "none")).status())
        .isEqualTo(403);
    assertThat(signIn.stranger().browser().open(LIST).path()).isEqualTo("/login");
    assertThat(admin.postForm(LIST, TestApps.encode(form("forged", "none"))).status())
        .isEqualTo(403);
    assertThat(admin.open(at("/client", "forged")).status()).isEqualTo(404);
    assertThat(admin.open(LIST + "/nothing").status()).isEqualTo(404);
  }
}
