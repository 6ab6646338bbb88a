package org.attune.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.attune.kernel.Digests;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.WebClient;
import org.attune.testing.WebClient.Page;

/** One app asking for access, with the parameters that it would send. */
final class AppFlow {

  static final String REDIRECT = "http://127.0.0.1:9009/callback";
  static final String AUTHORIZE = "/oauth2/authorize";
  private static final Pattern TICKED =
      Pattern.compile(
          "name=\"scope\"[^>]*value=\"([^\"]+)\"[^>]*checked|type=\"hidden\" name=\"scope\" value=\"([^\"]+)\"");

  private final TestApps apps;
  private final String client;
  private final String verifier = TestApps.unique() + TestApps.unique();
  private final Map<String, String> parameters = new LinkedHashMap<>();

  AppFlow(TestApps apps, String client, String scope) {
    this.apps = apps;
    this.client = client;
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("scope", scope);
    parameters.put("state", TestApps.unique());
    parameters.put("aud", apps.fhir());
    parameters.put("code_challenge", challenge());
    parameters.put("code_challenge_method", "S256");
  }

  /** A public app with these scopes. */
  static String publicApp(TestApps apps, String scope) {
    return apps.register(
            Map.of(
                "client_name", "Public app",
                "redirect_uris", List.of(REDIRECT),
                "scope", scope,
                "launch_url", "http://127.0.0.1:9009/launch",
                "token_endpoint_auth_method", "none"))
        .path("client_id")
        .asText();
  }

  String challenge() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier));
  }

  String verifier() {
    return verifier;
  }

  String state() {
    return parameters.getOrDefault("state", "");
  }

  AppFlow with(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  AppFlow without(String name) {
    parameters.remove(name);
    return this;
  }

  String query() {
    return TestApps.encode(parameters);
  }

  /** Sends the browser; the answer is a redirect or a page. */
  Page authorize(WebClient browser) {
    return browser.get(AUTHORIZE + "?" + query());
  }

  /** Sends the browser and follows to the page that people see. */
  Page consentPage(WebClient browser) {
    return browser.open(AUTHORIZE + "?" + query());
  }

  /** Chooses a patient on the page. */
  Page choose(WebClient browser, Page page, String patient) {
    String state = page.find("name=\"state\" value=\"([^\"]+)\"");
    return browser.submit(
        "/oauth2/consent?state=" + URLEncoder.encode(state, StandardCharsets.UTF_8),
        "/oauth2/consent/patient",
        Map.of("state", state, "patient", patient));
  }

  /** Allows what the page has ticked; the answer's parameters. */
  Map<String, String> allow(WebClient browser, Page page) {
    List<String> ticked = new ArrayList<>();
    for (MatchResult match : TICKED.matcher(page.body()).results().toList()) {
      ticked.add(unescape(match.group(1) == null ? match.group(2) : match.group(1)));
    }
    return allow(browser, page, ticked);
  }

  /** Allows these scopes. */
  Map<String, String> allow(WebClient browser, Page page, List<String> scopes) {
    StringBuilder form = new StringBuilder();
    form.append("client_id=").append(URLEncoder.encode(client, StandardCharsets.UTF_8));
    form.append("&state=")
        .append(
            URLEncoder.encode(
                page.find("name=\"state\" value=\"([^\"]+)\""), StandardCharsets.UTF_8));
    for (String scope : scopes) {
      form.append("&scope=").append(URLEncoder.encode(scope, StandardCharsets.UTF_8));
    }
    return redirect(browser.postForm(AUTHORIZE, form.toString()));
  }

  /** Presses the button that denies. */
  Map<String, String> deny(WebClient browser, Page page) {
    return redirect(
        browser.postForm(
            AUTHORIZE,
            TestApps.encode(
                Map.of(
                    "client_id",
                    client,
                    "state",
                    page.find("name=\"state\" value=\"([^\"]+)\""),
                    "deny",
                    "true"))));
  }

  /** The parameters of a redirect to the app. */
  static Map<String, String> redirect(Page page) {
    String location = page.header("Location");
    if (!location.startsWith(REDIRECT + "?")) {
      throw new AssertionError(page.status() + " " + location + " " + page.body());
    }
    Map<String, String> parameters = new HashMap<>();
    for (String pair : URI.create(location).getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** Redeems a code as a public client does. */
  Answer redeem(String code) {
    return apps.post("/oauth2/token", tokenForm(code));
  }

  Map<String, String> tokenForm(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", verifier);
    form.put("client_id", client);
    return form;
  }

  /** Goes all the way for a person whose patient is given. */
  JsonNode token(WebClient browser) {
    Map<String, String> answer = allow(browser, consentPage(browser));
    Answer token = redeem(String.valueOf(answer.get("code")));
    if (token.status() != 200) {
      throw new AssertionError(token.body());
    }
    return TestApps.json(token);
  }

  static String unescape(String html) {
    return html.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
  }
}
