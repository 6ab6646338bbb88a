package org.attune.smart.authorize;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attune.smart.scope.Permission;
import org.attune.smart.scope.ResourceScope;
import org.attune.smart.scope.ScopeSet;
import org.attune.smart.scope.Supported;

/**
 * What the consent page offers: each scope on its own; a scope for all types also by type, and a
 * type with categories also by category, so that a person can allow less than was asked for.
 *
 * @param fixed scopes that are no matter of choice
 * @param choices scopes to choose from
 */
record ConsentForm(List<String> fixed, List<Choice> choices) {

  private static final Set<String> FIXED = Set.of("openid", "launch", "launch/patient");

  private static final Map<String, String> OTHERS =
      Map.of(
          "fhirUser", "Learn who you are in the record",
          "profile", "Learn who you are in the record",
          "offline_access", "Keep this access when you are not there, until you revoke it",
          "online_access", "Keep this access as long as you are signed in");

  /**
   * One scope.
   *
   * @param scope what is sent back
   * @param text what people read
   * @param ticked whether it is offered as allowed
   * @param parts what may be allowed in its place
   */
  record Choice(String scope, String text, boolean ticked, List<Choice> parts) {

    /** Whether a part is offered as allowed. */
    public boolean partTicked() {
      return parts.stream().anyMatch(Choice::ticked);
    }
  }

  static ConsentForm of(ScopeSet wanted, ScopeSet last) {
    List<String> fixed = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    boolean first = last.texts().isEmpty();
    for (String scope : wanted.texts()) {
      Optional<ResourceScope> resource = ResourceScope.parse(scope);
      if (FIXED.contains(scope)) {
        fixed.add(scope);
      } else if (resource.isEmpty()) {
        choices.add(
            new Choice(
                scope, OTHERS.getOrDefault(scope, scope), first || last.has(scope), List.of()));
      } else {
        choices.add(
            new Choice(
                scope,
                describe(resource.get()),
                first || last.has(scope),
                parts(resource.get(), last)));
      }
    }
    return new ConsentForm(fixed, choices);
  }

  private static List<Choice> parts(ResourceScope scope, ScopeSet last) {
    List<String> parts = new ArrayList<>();
    String level = scope.level().name().toLowerCase(Locale.ROOT);
    if (ResourceScope.ALL_TYPES.equals(scope.type())) {
      for (String type : Supported.US_CORE_TYPES) {
        parts.add(level + "/" + type + "." + letters(scope));
        categories(level, type, scope, parts);
      }
    } else if (scope.categories().isEmpty()) {
      categories(level, scope.type(), scope, parts);
    }
    return parts.stream()
        .map(
            part ->
                new Choice(
                    part,
                    ResourceScope.parse(part).map(ConsentForm::name).orElse(part),
                    last.has(part),
                    List.of()))
        .toList();
  }

  private static void categories(
      String level, String type, ResourceScope scope, List<String> parts) {
    if (scope.permissions().containsAll(Set.of(Permission.READ, Permission.SEARCH))) {
      Supported.US_CORE_CATEGORIES
          .getOrDefault(type, List.of())
          .forEach(category -> parts.add(Supported.granular(level, type, category)));
    }
  }

  private static String letters(ResourceScope scope) {
    StringBuilder letters = new StringBuilder();
    for (Permission permission : new TreeSet<>(scope.permissions())) {
      letters.append(Character.toLowerCase(permission.name().charAt(0)));
    }
    return letters.toString();
  }

  private static String describe(ResourceScope scope) {
    boolean reads =
        scope.permissions().contains(Permission.READ)
            || scope.permissions().contains(Permission.SEARCH);
    boolean writes =
        scope.permissions().contains(Permission.CREATE)
            || scope.permissions().contains(Permission.UPDATE)
            || scope.permissions().contains(Permission.DELETE);
    String verb = reads && writes ? "Read and change" : reads ? "Read" : "Change";
    String whose =
        scope.level() == ResourceScope.Level.PATIENT
            ? " of this patient"
            : " that you yourself may see";
    return verb + " " + name(scope).toLowerCase(Locale.ENGLISH) + whose;
  }

  /** What a scope is about, as in "Allergy intolerance" or "Observation (survey)". */
  private static String name(ResourceScope scope) {
    if (ResourceScope.ALL_TYPES.equals(scope.type())) {
      return "Everything";
    }
    String words = scope.type().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ENGLISH);
    String type = words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    return scope.categories().isEmpty()
        ? type
        : type
            + " ("
            + String.join(", ", new TreeSet<>(scope.categories()))
                .replaceAll("[^ ]*\\|", "")
                .replace('-', ' ')
            + ")";
  }

  /** The page's policy: its form leads to the app, and browsers must let it. */
  static String policy(String redirectUri) {
    URI address = URI.create(redirectUri);
    String target =
        address.getHost() == null
            ? address.getScheme() + ":"
            : address.getScheme() + "://" + address.getRawAuthority();
    return "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' "
        + target
        + "; frame-ancestors 'none'; base-uri 'none'";
  }
}
