package org.attune.smart.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.attune.accounts.AccountPrincipal;
import org.attune.kernel.PublicAddress;
import org.attune.smart.LaunchContext;
import org.attune.smart.Person;
import org.attune.smart.client.ClientStore;
import org.attune.smart.client.SmartClient;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page on which a member of the practice picks a patient, if they like an encounter, and opens
 * a registered app for them. Names and ids travel in bodies, so that no address holds them.
 */
@Controller
@RequestMapping("/launch")
class LaunchPages {

  private static final String NOBODY = "This patient is not among those you may choose.";

  private final Launches launches;
  private final ClientStore clients;
  private final Chart chart;
  private final PublicAddress address;

  LaunchPages(Launches launches, ClientStore clients, Chart chart, PublicAddress address) {
    this.launches = launches;
    this.clients = clients;
    this.chart = chart;
    this.address = address;
  }

  @GetMapping
  String start(
      @AuthenticationPrincipal AccountPrincipal account,
      HttpServletResponse response,
      Model model) {
    return find(account, "", response, model);
  }

  @PostMapping("/patients")
  String find(
      @AuthenticationPrincipal AccountPrincipal account,
      @RequestParam(name = "name", defaultValue = "") String name,
      HttpServletResponse response,
      Model model) {
    Person person = Person.of(account);
    if (!person.practice()) {
      return refused(response, model, "Only members of the practice open apps from a chart.");
    }
    model.addAttribute("name", name);
    model.addAttribute("choices", Choice.of(chart.choices(person, name)));
    return "smart/launch";
  }

  @PostMapping("/patient")
  String choose(
      @AuthenticationPrincipal AccountPrincipal account,
      @RequestParam(name = "patient", defaultValue = "") String id,
      HttpServletResponse response,
      Model model) {
    Person person = Person.of(account);
    Optional<Patient> patient = patient(person, id);
    if (patient.isEmpty()) {
      return refused(response, model, NOBODY);
    }
    model.addAttribute("patient", Choice.of(patient.get()));
    model.addAttribute(
        "encounters", chart.encounters(person, id).stream().map(Choice::of).toList());
    model.addAttribute(
        "apps", clients.all().stream().filter(client -> client.launchUrl() != null).toList());
    return "smart/launch-app";
  }

  @PostMapping
  String launch(
      @AuthenticationPrincipal AccountPrincipal account,
      Wish wish,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Person person = Person.of(account);
    if (patient(person, wish.patient()).isEmpty()) {
      return refused(response, model, NOBODY);
    }
    List<Encounter> encounters = chart.encounters(person, wish.patient());
    Predicate<Encounter> asked =
        encounter -> encounter.getIdElement().getIdPart().equals(wish.encounter());
    if (!wish.encounter().isEmpty() && encounters.stream().noneMatch(asked)) {
      return refused(response, model, "This encounter is not one of the patient.");
    }
    SmartClient app = clients.find(wish.app()).map(ClientStore.Entry::client).orElse(null);
    String launchUrl = app == null ? null : app.launchUrl();
    if (app == null || launchUrl == null) {
      return refused(response, model, "This app is not registered, or cannot be opened here.");
    }
    String iss =
        address.root(request.getScheme(), request.getServerName(), request.getServerPort())
            + PublicAddress.FHIR;
    Launches.Waiting waiting = launches.prepare(app.clientId(), person.accountId(), wish.context());
    model.addAttribute("app", app.clientName());
    model.addAttribute("refresh", waiting.address(launchUrl, iss));
    return "smart/launching";
  }

  private Optional<Patient> patient(Person person, String id) {
    return person.practice() && Choice.isId(id) ? chart.patient(person, id) : Optional.empty();
  }

  private static String refused(HttpServletResponse response, Model model, String text) {
    response.setStatus(HttpStatus.BAD_REQUEST.value());
    model.addAttribute("text", text);
    return "smart/refused";
  }

  /**
   * What the person wants to open.
   *
   * @param patient id of the Patient
   * @param encounter id of the Encounter; empty for none
   * @param app the client's id
   */
  record Wish(String patient, String encounter, String app) {

    /** What the form leaves out is empty. */
    Wish {
      patient = patient == null ? "" : patient;
      encounter = encounter == null ? "" : encounter;
      app = app == null ? "" : app;
    }

    /** The app is opened beside the chart, so it must show whose record it is. */
    LaunchContext context() {
      return new LaunchContext(
          patient, encounter.isEmpty() ? null : encounter, null, List.of(), true);
    }
  }
}
