package org.attune.leak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Random searches. */
final class Searches {

  private static final List<String> WITH_PATIENT =
      List.of("Observation", "Condition", "Encounter", "Procedure", "Communication", "Flag");

  /** Ids that a server gave sort differently on each; these were chosen. */
  private static final String FIXED =
      "_id=u1-survey-1,x1-survey-1,u1-laboratory-2,u2-therapy-1,u1-survey-2&";

  /** What a class of routes is about; TYPE stands for the type that is searched. */
  private static final Map<Route, List<String>> SPECIAL =
      Map.of(
          Route.INCLUDE,
          List.of(
              "_include=TYPE:patient",
              "_include=TYPE:subject",
              "_include=TYPE:subject:Patient",
              "_include=Observation:encounter",
              "_include=Observation:encounter:Encounter",
              "_include=Observation:performer",
              "_include=Communication:sender",
              "_include=*"),
          Route.REVERSE_INCLUDE,
          List.of(
              "_revinclude=Provenance:target",
              "_revinclude=Observation:derived-from",
              "_revinclude=ClinicalImpression:investigation",
              "_revinclude=List:item",
              "_revinclude=Group:member",
              "_revinclude=Observation:patient",
              "_revinclude=Observation:encounter",
              "_revinclude=*"),
          Route.ITERATE,
          List.of(
              "_include=Observation:encounter&_include:iterate=Encounter:patient",
              "_include:iterate=Observation:derived-from",
              "_revinclude:iterate=Observation:derived-from",
              "_revinclude:iterate=Provenance:target"),
          Route.CHAIN,
          List.of(
              "patient.name=Hidden",
              "subject:Patient.family=Elsewhere",
              "sender:Patient.name=Elsewhere",
              "encounter.identifier=u2",
              "performer:Practitioner.name=Clinician",
              "derived-from.status=final"),
          Route.HAS,
          List.of(
              "_has:Observation:patient:status=final",
              "_has:Observation:derived-from:status=final",
              "_has:Group:member:type=person",
              "_has:ClinicalImpression:investigation:status=completed",
              "_has:Observation:performer:status=final",
              "_has:Schedule:actor:active=true"),
          Route.FILTER,
          List.of("_filter=status eq final", "_list=x-list", "_query=x", "_contained=true"),
          Route.SORT,
          List.of(
              FIXED + "_sort=_id",
              FIXED + "_sort=-_id",
              "_sort=patient",
              "_sort=subject",
              "_sort=date",
              "_sort=-_lastUpdated",
              "_sort=patient.name",
              "_sort=Patient:subject.family",
              "_sort=encounter",
              "_sort=performer",
              "_sort=sender",
              "_sort=status,-date"),
          Route.TEXT,
          List.of("_text=Something", "_content=Hidden"));

  private final Vocabulary words;

  Searches(Vocabulary words) {
    this.words = words;
  }

  Exchange next(Route route) {
    String type = words.chance(3) ? words.type() : words.oneOf(WITH_PATIENT);
    List<String> parameters = new ArrayList<>();
    for (int count = words.random().nextInt(3); count > 0; count--) {
      parameters.add(plain(type));
    }
    switch (route) {
      case COUNT ->
          parameters.add(words.oneOf(List.of("_summary=count", "_total=accurate", "_count=0")));
      case COMPARTMENT -> {
        return new Exchange(
            route, compartment() + "/" + words.oneOf(WITH_PATIENT) + query(parameters));
      }
      case SEARCH, SEARCH_BY_POST -> parameters.add(words.maybe("_count=2"));
      default -> parameters.add(special(route, type));
    }
    if (route == Route.SEARCH_BY_POST) {
      return new Exchange(
          route,
          "POST",
          type + "/_search",
          join(parameters),
          Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }
    return new Exchange(route, type + query(parameters));
  }

  private String compartment() {
    return words.chance(3)
        ? words.oneOf(
            List.of("Practitioner/p2", "Encounter/" + words.patient() + "-enc", "Patient/r1"))
        : "Patient/" + words.patient();
  }

  private String special(Route route, String type) {
    List<String> choices = SPECIAL.get(route);
    return choices == null ? plain(type) : words.oneOf(choices).replace("TYPE", type);
  }

  /** A parameter that most types have. */
  private String plain(String type) {
    return words.oneOf(
        List.of(
            "_id=" + id(words.reference(type)) + "," + id(words.reference(type)),
            "patient=Patient/" + words.patient(),
            "patient=" + words.patient(),
            "subject:Patient=" + words.patient(),
            "subject:missing=" + words.random().nextBoolean(),
            "status=final",
            "status:not=final",
            "category=survey",
            "category=laboratory,survey",
            "identifier=Hidden",
            "name=Hidden",
            "family=Elsewhere",
            "encounter=Encounter/" + words.oneOf(World.HIDDEN_PATIENTS) + "-enc",
            "encounter=Encounter/u2-enc",
            "performer=Practitioner/p2",
            "sender=Patient/r1",
            "derived-from=Observation/" + id(words.reference("Observation")),
            "_lastUpdated=gt2020-01-01",
            "_lastUpdated=lt2020-01-01",
            "_tag=none",
            "_security=http://terminology.hl7.org/CodeSystem/v3-ActCode|PSYTHPN",
            "_elements=id"));
  }

  /** A query for a condition or an operation. */
  String condition(String type) {
    return plain(type) + words.maybe("&" + plain(type));
  }

  static String id(String reference) {
    return reference.substring(reference.indexOf('/') + 1);
  }

  private static String query(List<String> parameters) {
    String joined = join(parameters);
    return joined.isEmpty() ? "" : "?" + joined;
  }

  private static String join(List<String> parameters) {
    return String.join("&", parameters.stream().filter(each -> !each.isEmpty()).toList())
        .replace(" ", "%20")
        .replace("|", URLEncoder.encode("|", StandardCharsets.UTF_8));
  }
}
