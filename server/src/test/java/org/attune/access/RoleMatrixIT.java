package org.attune.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.attune.access.PracticeRecord.Stored;
import org.attune.access.Staff.Somebody;
import org.attune.access.rules.Role;
import org.attune.access.rules.RoleMatrix;
import org.attune.access.rules.RoleMatrix.Cell;
import org.attune.access.rules.RoleMatrix.Extent;
import org.attune.accounts.directory.Account;
import org.attune.accounts.directory.AccountDirectory;
import org.attune.smart.scope.Permission;
import org.attune.store.RecordSnapshots;
import org.attune.testing.FhirClient;
import org.attune.testing.FhirClient.Answer;
import org.attune.testing.FhirHttp;
import org.attune.testing.SamplePracticeTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table of roles against the server: each person of the sample practice, each type, each
 * interaction, over HTTP. What must be found is told by the resources themselves. Writes are part
 * of transactions that fail for another reason in the end, so that nothing is changed.
 */
@SamplePracticeTest
class RoleMatrixIT {

  private static final RoleMatrix MATRIX = RoleMatrix.standard();
  private static final Set<Integer> REFUSED = Set.of(403, 404);

  private final Staff staff;
  private final AccountDirectory directory;
  private final PracticeRecord record;
  private final List<String> wrong = new ArrayList<>();

  RoleMatrixIT(
      @Autowired FhirHttp http,
      @Autowired AccountDirectory directory,
      @Autowired JdbcTemplate jdbc,
      @Autowired RecordSnapshots snapshots) {
    this.staff = new Staff(http, directory, jdbc);
    this.directory = directory;
    this.record = PracticeRecord.read(snapshots);
  }

  /** Somebody with what they should reach. */
  private record Viewer(
      FhirClient app, List<Role> roles, Set<String> caseload, Set<String> own, Set<String> selves) {

    boolean may(Permission permission, Stored resource) {
      return cells(permission, resource.type())
          .anyMatch(cell -> within(cell, resource) && inCategory(cell, resource));
    }

    boolean mayAtAll(Permission permission, String type) {
      return cells(permission, type).findAny().isPresent();
    }

    private java.util.stream.Stream<Cell> cells(Permission permission, String type) {
      return roles.stream()
          .flatMap(role -> MATRIX.of(role, type).stream())
          .filter(cell -> cell.permissions().contains(permission));
    }

    private boolean within(Cell cell, Stored resource) {
      Set<String> patients = cell.extent() == Extent.CASELOAD ? caseload : own;
      return cell.extent() == Extent.ALL
          || resource.patients().stream().anyMatch(patients::contains);
    }

    private static boolean inCategory(Cell cell, Stored resource) {
      return cell.categories().isEmpty()
          || cell.categories().stream().anyMatch(resource.categories()::contains);
    }
  }

  /** Answered by providers of their own: the audit's, and the endpoint for its operations. */
  private static final Set<String> SERVED_ELSEWHERE = Set.of("AuditEvent", "OperationDefinition");

  private Viewer viewer(String userName) {
    Account account = directory.find(userName).orElseThrow();
    Somebody somebody = new Somebody(account, account.reference());
    Set<String> own = record.own(account.reference());
    return new Viewer(
        staff.app(somebody, "user/*.cruds"),
        account.roles().stream().map(role -> Role.of(role.code()).orElseThrow()).toList(),
        record.caseload(account.reference()),
        own,
        record.selves(account.reference()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okafor",
        "rivera",
        "lindqvist",
        "raman",
        "burke",
        "castellano",
        "owner",
        "admin",
        "jane.doe",
        "sams.mother"
      })
  @DisplayName("S10: each role finds, reads and writes what the table says, and nothing else")
  void eachRoleReachesWhatTheTableSays(String userName) {
    Viewer viewer = viewer(userName);

    for (String type : MATRIX.types()) {
      if (!SERVED_ELSEWHERE.contains(type)) {
        searches(viewer, type);
        reads(viewer, type);
        writes(viewer, type);
      }
    }

    assertThat(wrong).as(userName).isEmpty();
  }

  private void searches(Viewer viewer, String type) {
    Answer answer = viewer.app().get(type + "?_total=accurate&_count=1");
    if (!viewer.mayAtAll(Permission.SEARCH, type)) {
      check(answer.status() == 403, "search", type, answer);
      return;
    }
    long expected =
        record.of(type).stream()
            .filter(each -> !each.protectedNote() && viewer.may(Permission.SEARCH, each))
            .count();
    check(
        answer.status() == 200 && answer.bundle().getTotal() == expected,
        "search that should find " + expected,
        type,
        answer);
  }

  private void reads(Viewer viewer, String type) {
    for (Stored resource : samples(viewer, type)) {
      Answer answer = viewer.app().get(type + "/" + resource.id());
      boolean open = !resource.protectedNote() || resource.namesOne(viewer.selves());
      boolean seen = open && viewer.may(Permission.READ, resource);
      check(
          seen ? answer.status() == 200 : REFUSED.contains(answer.status()),
          seen ? "read of what is reached" : "read of what is not reached",
          type,
          answer);
    }
  }

  private void writes(Viewer viewer, String type) {
    for (Stored resource : samples(viewer, type)) {
      if (resource.protectedNote()) {
        continue;
      }
      ObjectNode copy = resource.json().deepCopy();
      update(viewer, resource, copy);
      write(viewer, resource, Permission.DELETE, "DELETE", type + "/" + resource.id(), null);
      if (!type.equals("Patient")) {
        ObjectNode fresh = resource.json().deepCopy();
        fresh.remove("id");
        write(viewer, resource, Permission.CREATE, "POST", type, fresh);
      }
    }
  }

  /** An update to what is there already changes nothing. */
  private void update(Viewer viewer, Stored resource, ObjectNode same) {
    Answer answer = viewer.app().put(resource.type() + "/" + resource.id(), same.toString());
    boolean may = viewer.may(Permission.UPDATE, resource);
    check(
        answer.status() < 500 && may != REFUSED.contains(answer.status()),
        "PUT of what " + (may ? "may be written" : "may not"),
        resource.type(),
        answer);
  }

  /** A write, and one of a version that is not there: without a refusal the latter is told of. */
  private void write(
      Viewer viewer,
      Stored resource,
      Permission permission,
      String method,
      String url,
      @org.jspecify.annotations.Nullable ObjectNode body) {
    Stored stale = record.of("Location").get(0);
    String entry =
        "{%s\"request\":{\"method\":\"%s\",\"url\":\"%s\"}}"
            .formatted(body == null ? "" : "\"resource\":" + body + ",", method, url);
    Answer answer =
        viewer
            .app()
            .post(
                "",
                """
                {"resourceType":"Bundle","type":"transaction","entry":[%s,{"resource":%s,
                "request":{"method":"PUT","url":"Location/%s","ifMatch":"W/\\"999\\""}}]}"""
                    .formatted(entry, stale.json(), stale.id()));
    boolean may = viewer.may(permission, resource);
    check(
        answer.status() >= 400 && answer.status() < 500 && may != REFUSED.contains(answer.status()),
        method + (may ? " of what may be written" : " of what may not"),
        resource.type(),
        answer);
  }

  /** One of what is reached and one of what is not, where there are such. */
  private List<Stored> samples(Viewer viewer, String type) {
    List<Stored> samples = new ArrayList<>();
    Predicate<Stored> reached = each -> viewer.may(Permission.READ, each);
    record.of(type).stream().filter(reached).findFirst().ifPresent(samples::add);
    record.of(type).stream().filter(reached.negate()).findFirst().ifPresent(samples::add);
    record.of(type).stream().filter(Stored::protectedNote).findFirst().ifPresent(samples::add);
    return samples;
  }

  private void check(boolean right, String what, String type, Answer answer) {
    if (!right) {
      String total =
          answer.body().contains("\"total\"") ? " total " + answer.bundle().getTotal() : "";
      wrong.add(what + ", " + type + ": " + answer.status() + total);
    }
  }
}
