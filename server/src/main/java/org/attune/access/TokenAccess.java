package org.attune.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.attune.access.rules.Reach;
import org.attune.smart.AccessGrant;
import org.attune.smart.Person;
import org.attune.smart.scope.Permission;
import org.attune.store.Actor;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;

/** What one access token lets its holder do. */
final class TokenAccess implements Actor.Token {

  private static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  /** A label that keeps psychotherapy notes (45 CFR 164.501) from every token. */
  private static final String PSYCHOTHERAPY_NOTE = "PSYTHPN";

  private static final Set<String> NOTES =
      Set.of("Composition", "DocumentReference", "ClinicalImpression", "Communication", "Media");

  /** Whoever may do one of these to a resource may know that it exists. */
  private static final Set<Permission> KNOWING =
      EnumSet.of(Permission.READ, Permission.SEARCH, Permission.UPDATE, Permission.DELETE);

  private final AccessGrant grant;
  private final PatientLinks links;
  private final Reach.Holder holder;
  private final Map<String, Reach> known = new ConcurrentHashMap<>();

  TokenAccess(AccessGrant grant, PatientLinks links) {
    this.grant = grant;
    this.links = links;
    Optional<Person> person = grant.onBehalfOf();
    this.holder =
        new Reach.Holder(
            grant.scopes(),
            grant.patient(),
            grant.organization() == null && person.map(Person::practice).orElse(false),
            person.flatMap(Person::ownPatient).orElse(null),
            // What a client of another organization may see is not decided yet: nothing.
            grant.organization() == null && person.isEmpty());
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

  Reach reach(Permission permission, String type) {
    return known.computeIfAbsent(
        permission + " " + type,
        key -> Reach.of(holder, permission, type, links.owner(type), links.hasCategory(type)));
  }

  /** Whether the whole record is reached for all of these. */
  boolean everything(Set<Permission> permissions) {
    // No resource has this type: only a scope for all types concerns it.
    return permissions.stream()
        .allMatch(
            permission ->
                Reach.of(holder, permission, "EveryType", Reach.Owner.UNKNOWN, false).all());
  }

  /** Whether the holder may see a resource. */
  boolean sees(Resource resource) {
    if (isSelf(resource)) {
      return true;
    }
    String type = resource.fhirType();
    return !isPsychotherapyNote(resource)
        && (within(reach(Permission.READ, type), resource)
            || within(reach(Permission.SEARCH, type), resource));
  }

  /** Whether the holder sees every resource of a type, whatever there is. */
  boolean readsWhole(String type) {
    return !NOTES.contains(type)
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
        || (!isPsychotherapyNote(resource)
            && KNOWING.stream()
                .anyMatch(permission -> within(reach(permission, resource.fhirType()), resource)));
  }

  /** Whether the holder may know of every resource of a type, whatever there is. */
  boolean knowsWhole(String type) {
    return !NOTES.contains(type)
        && KNOWING.stream().anyMatch(permission -> reach(permission, type).all());
  }

  PatientLinks links() {
    return links;
  }

  /** Whether the holder may do that to a resource. */
  boolean may(Permission permission, Resource resource) {
    return within(reach(permission, resource.fhirType()), resource)
        && (permission == Permission.CREATE || !isPsychotherapyNote(resource));
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
