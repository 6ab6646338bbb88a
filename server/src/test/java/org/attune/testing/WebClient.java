package org.attune.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: keeps cookies, follows redirects, fills in forms. */
public final class WebClient {

  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String root;
  private final String address;

  /**
   * A browser.
   *
   * @param root the server, without a path
   * @param address from which it seems to come, as a proxy before the server says
   */
  public WebClient(String root, String address) {
    this.root = root;
    this.address = address;
  }

  /** A page. */
  public record Page(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Path and query of the page that was shown in the end. */
    public String path() {
      URI uri = response.uri();
      return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
    }

    /** The first group of the first match in the body. */
    public String find(String pattern) {
      Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(body());
      if (!matcher.find()) {
        throw new AssertionError("The page has no " + pattern);
      }
      return matcher.group(1);
    }
  }

  /** Opens a page and follows redirects. */
  public Page open(String path) {
    return follow(send(request(path).GET()));
  }

  /** Gets a page without following redirects. */
  public Page get(String path) {
    return send(request(path).GET());
  }

  /** Opens a page, fills its form in and follows where that leads. */
  public Page submit(String page, String action, Map<String, String> fields) {
    return follow(post(page, action, fields));
  }

  /** Opens a page, sends a form of it and does not follow. */
  public Page post(String page, String action, Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    pairs.add("_csrf=" + encode(csrf(page)));
    fields.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return postForm(action, String.join("&", pairs));
  }

  /** The token against forged requests that a page carries; empty if it has none. */
  public String csrf(String page) {
    Matcher token = CSRF.matcher(open(page).body());
    return token.find() ? Optional.ofNullable(token.group(1)).orElseGet(() -> token.group(2)) : "";
  }

  /** Sends JSON within the session, with a token against forged requests unless it is empty. */
  public Page json(String method, String path, String csrf, String json) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .setHeader("Accept", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    return send(csrf.isEmpty() ? request : request.header("X-CSRF-TOKEN", csrf));
  }

  /** Sends a form as it stands. */
  public Page postForm(String path, String form) {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** Signs in with name and password. */
  public Page signIn(String name, String password) {
    return submit("/login", "/login", Map.of("username", name, "password", password));
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Takes the cookies of another browser over. */
  public void copyCookies(WebClient other) {
    other
        .cookies
        .getCookieStore()
        .getCookies()
        .forEach(cookie -> cookies.getCookieStore().add(URI.create(root), cookie));
  }

  private Page follow(Page page) {
    Page current = page;
    for (int hop = 0; hop < 10 && current.status() / 100 == 3; hop++) {
      current = get(current.response().uri().resolve(current.header("Location")).toString());
    }
    return current;
  }

  private HttpRequest.Builder request(String path) {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(root + path);
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofMinutes(1))
        .header("Accept", "text/html")
        .header("User-Agent", "WebClient of a test")
        .header("X-Forwarded-For", address);
  }

  private Page send(HttpRequest.Builder request) {
    try {
      return new Page(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
