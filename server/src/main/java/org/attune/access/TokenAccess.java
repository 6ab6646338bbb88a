package org.attune.access;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.attune.access.grants.Standings;
import org.attune.access.rules.Reach;
import org.attune.access.rules.Reasons;
import org.attune.access.rules.Role;
import org.attune.access.rules.RoleMatrix;
import org.attune.access.rules.Standing;
import org.attune.smart.AccessGrant;
import org.attune.smart.Person;
import org.attune.smart.scope.Permission;
import org.attune.store.Actor;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What one access token lets its holder do. */
final class TokenAccess implements Actor.Token {

  private static final RoleMatrix MATRIX = RoleMatrix.standard();

  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  /** A label that keeps psychotherapy notes (45 CFR 164.501) from all but their author. */
  private static final String PSYCHOTHERAPY_NOTE = "PSYTHPN";

  private static final Set<String> NOTES =
      Set.of("Composition", "DocumentReference", "ClinicalImpression", "Communication", "Media");

  /** Whoever may do one of these to a resource may know that it exists. */
  private static final Set<Permission> KNOWING =
      EnumSet.of(Permission.READ, Permission.SEARCH, Permission.UPDATE, Permission.DELETE);

  /** Records of substance use programs (42 CFR 2), and what clients paid so that no payer knows. */
  private static final List<String> INSIDE_ONLY = List.of("42CFRPart2", "HIPAASelfPay");

  /** Elements of notes that name the author. */
  private static final Set<String> AUTHORS = Set.of("author", "assessor", "sender", "operator");

  private static final Set<Role> OUTSIDE = EnumSet.of(Role.REFERRING_PROVIDER, Role.ORGANIZATION);

  private final AccessGrant grant;
  private final PatientLinks links;
  private final Standings standings;
  private volatile Known known;

  TokenAccess(AccessGrant grant, PatientLinks links, Standings standings) {
    this.grant = grant;
    this.links = links;
    this.standings = standings;
    this.known = known(standings.of(grant));
  }

  /** What was worked out for the patients that the person had then. */
  private record Known(Standing standing, Reach.Holder holder, Map<String, Reach> reaches) {}

  private Known known(Standing standing) {
    Optional<Person> person = grant.onBehalfOf();
    String organization = person.isEmpty() ? grant.organization() : null;
    Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
    if (organization != null) {
      roles.put(Role.ORGANIZATION, standing.caseload());
    } else if (grant.organization() == null) {
      person.ifPresent(who -> roles.putAll(Capacities.of(who, standing)));
    }
    return new Known(
        standing,
        new Reach.Holder(
            grant.scopes(),
            grant.patient(),
            roles,
            grant.organization() == null && person.isEmpty(),
            organization),
        new ConcurrentHashMap<>());
  }

  /** A grant that came or went since makes it anew. */
  private Known known() {
    Standing now = standings.of(grant);
    Known current = known;
    if (!current.standing().equals(now)) {
      current = known(now);
      known = current;
    }
    return current;
  }

  @Override
  public String clientId() {
    return grant.clientId();
  }

  @Override
  public Optional<String> organization() {
    return Optional.ofNullable(grant.organization());
  }

  @Override
  public Set<String> scopes() {
    return grant.scopes().texts();
  }

  @Override
  public Optional<String> patient() {
    return Optional.ofNullable(grant.patient());
  }

  @Override
  public Optional<String> fhirUser() {
    return grant.onBehalfOf().map(Person::fhirUser);
  }

  AccessGrant grant() {
    return grant;
  }

  /** In which capacities the holder acts. */
  Set<Role> roles() {
    return known().holder().roles().keySet();
  }

  Reach reach(Permission permission, String type) {
    Known current = known();
    return current
        .reaches()
        .computeIfAbsent(
            permission + " " + type,
            key -> Reach.of(MATRIX, current.holder(), permission, links.kind(type)));
  }

  /** Whether the whole record is reached for all of these. */
  boolean everything(Set<Permission> permissions) {
    // No resource has this type: only a right to all types concerns it.
    return permissions.stream().allMatch(permission -> reach(permission, "EveryType").all());
  }

  /** Whether the holder may see a resource. */
  boolean sees(Resource resource) {
    if (isSelf(resource)) {
      return true;
    }
    String type = resource.fhirType();
    return !isClosedNote(resource)
        && !withheld(resource)
        && (within(reach(Permission.READ, type), resource)
            || within(reach(Permission.SEARCH, type), resource));
  }

  /** Whether the holder sees every resource of a type, whatever there is. */
  boolean readsWhole(String type) {
    return !NOTES.contains(type)
        && !outside()
        && reach(Permission.READ, type).all()
        && reach(Permission.SEARCH, type).all();
  }

  /**
   * Whether the holder may know that a resource exists: who sees or may change it, and for whom it
   * is the patient or person on whose behalf the token acts.
   */
  boolean knows(Resource resource) {
    String id = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    return id.equals("Patient/" + grant.patient())
        || fhirUser().filter(id::equals).isPresent()
        || (!isClosedNote(resource)
            && !withheld(resource)
            && KNOWING.stream()
                .anyMatch(permission -> within(reach(permission, resource.fhirType()), resource)));
  }

  /** Whether the holder may know of every resource of a type, whatever there is. */
  boolean knowsWhole(String type) {
    return !NOTES.contains(type)
        && !outside()
        && KNOWING.stream().anyMatch(permission -> reach(permission, type).all());
  }

  PatientLinks links() {
    return links;
  }

  /** Whether the holder sees why, and not only that and when, a client comes. */
  boolean seesReasons(Resource resource) {
    String type = resource.fhirType();
    return !Reasons.types().contains(type)
        || seesReasons(reach(Permission.READ, type), resource)
        || seesReasons(reach(Permission.SEARCH, type), resource);
  }

  private boolean seesReasons(Reach reach, Resource resource) {
    return reach.parts().stream()
        .filter(Reach.Part::reasons)
        .anyMatch(part -> links.holds(part, resource));
  }

  /** Whether the holder may do that to a resource. */
  boolean may(Permission permission, Resource resource) {
    return within(reach(permission, resource.fhirType()), resource)
        && (permission == Permission.CREATE || !isClosedNote(resource));
  }

  /** The scope {@code fhirUser} lets an app read the one resource that it names. */
  boolean isSelf(String type, String id) {
    return grant.scopes().has("fhirUser")
        && fhirUser().filter(self -> self.equals(type + "/" + id)).isPresent();
  }

  private boolean isSelf(Resource resource) {
    return isSelf(resource.fhirType(), resource.getIdElement().getIdPart());
  }

  private boolean within(Reach reach, Resource resource) {
    return reach.parts().stream().anyMatch(part -> links.holds(part, resource));
  }

  /** Whether a law keeps it from those outside the practice. */
  private boolean withheld(Resource resource) {
    return outside()
        && resource.getMeta().getSecurity().stream()
            .anyMatch(
                label ->
                    ACT_CODE.equals(label.getSystem()) && INSIDE_ONLY.contains(label.getCode()));
  }

  private boolean outside() {
    return OUTSIDE.containsAll(roles()) && !roles().isEmpty();
  }

  /** What keeps a search to what is not withheld, whatever the type. */
  String withoutWithheld() {
    return outside()
        ? INSIDE_ONLY.stream()
            .map(code -> "_security:not=" + ACT_CODE + "|" + code)
            .collect(Collectors.joining("&"))
        : "";
  }

  /** A psychotherapy note is open to its author alone (45 CFR 164.508(a)(2)). */
  private boolean isClosedNote(Resource resource) {
    return isPsychotherapyNote(resource) && !isAuthor(resource);
  }

  private boolean isAuthor(Resource resource) {
    Set<String> selves = known().standing().selves();
    return resource.children().stream()
        .filter(element -> AUTHORS.contains(element.getName()))
        .flatMap(element -> element.getValues().stream())
        .anyMatch(
            value -> value instanceof Reference author && selves.contains(author.getReference()));
  }

  private static boolean isPsychotherapyNote(Resource resource) {
    return resource.getMeta().getSecurity().stream().anyMatch(TokenAccess::isPsychotherapyNote);
  }

  private static boolean isPsychotherapyNote(Coding label) {
    return ACT_CODE.equals(label.getSystem()) && PSYCHOTHERAPY_NOTE.equals(label.getCode());
  }

  /** The label of psychotherapy notes. */
  static Coding psychotherapyNote() {
    return new Coding().setSystem(ACT_CODE).setCode(PSYCHOTHERAPY_NOTE);
  }

  /** What keeps psychotherapy notes out of a search. */
  static String withoutPsychotherapyNotes(String type) {
    return NOTES.contains(type) ? "_security:not=" + ACT_CODE + "|" + PSYCHOTHERAPY_NOTE : "";
  }
}
