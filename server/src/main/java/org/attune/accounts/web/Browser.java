package org.attune.accounts.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.attune.accounts.session.PendingSignIn;
import org.attune.accounts.signin.Attempt;
import org.attune.accounts.signin.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;

/** What pages need of the request and the response: the device cookie, the half-done sign-in. */
final class Browser {

  private static final String DEVICE = "attune-device";
  private static final Duration DEVICE_AGE = Duration.ofDays(180);
  private static final String PENDING = "attune.pending";

  private Browser() {}

  static Attempt attempt(HttpServletRequest request) {
    return new Attempt(request.getRemoteAddr(), device(request));
  }

  static @Nullable String device(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (DEVICE.equals(cookie.getName())) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  static void remember(HttpServletRequest request, HttpServletResponse response, String token) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(DEVICE, token)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/login")
            .maxAge(DEVICE_AGE)
            .build()
            .toString());
  }

  static void pending(HttpServletRequest request, PendingSignIn pending) {
    request.getSession(true).setAttribute(PENDING, pending);
  }

  static Optional<PendingSignIn> pending(HttpServletRequest request, Instant now) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(PENDING) instanceof PendingSignIn pending)
        || pending.over(now)) {
      return Optional.empty();
    }
    return Optional.of(pending);
  }

  static void forgetPending(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(PENDING);
    }
  }

  /** Sets the status of a step that failed, and gives the sentence for the person. */
  static String failure(HttpServletResponse response, Outcome outcome, String refused) {
    if (outcome instanceof Outcome.Throttled throttled) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(throttled.seconds()));
      return "Too many attempts. Try again in " + throttled.seconds() + " seconds.";
    }
    response.setStatus(HttpStatus.FORBIDDEN.value());
    return refused;
  }
}
