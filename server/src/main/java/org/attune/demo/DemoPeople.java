package org.attune.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.attune.accounts.AccountRole;
import org.attune.accounts.DemoAccounts;
import org.attune.accounts.DemoAccounts.Person;
import org.attune.examples.SamplePractice;

/** Who of the sample practice can sign in: someone for each role. */
final class DemoPeople {

  private static final String STAFF = "PractitionerRole";

  private final DemoAccounts accounts;
  private final String password;
  private final PrintStream out;

  DemoPeople(DemoAccounts accounts, String password, PrintStream out) {
    this.accounts = accounts;
    this.password = password;
    this.out = out;
  }

  static List<Person> all() {
    return List.of(
        person("okafor", STAFF, "okafor", AccountRole.CLINICIAN, AccountRole.SUPERVISOR),
        person("rivera", STAFF, "rivera", AccountRole.CLINICIAN),
        person("lindqvist", STAFF, "lindqvist", AccountRole.ASSOCIATE),
        person("raman", STAFF, "raman", AccountRole.CLINICIAN, AccountRole.PRESCRIBER),
        person("burke", STAFF, "burke", AccountRole.BILLER),
        person("castellano", STAFF, "castellano", AccountRole.FRONT_DESK),
        person("owner", STAFF, "okafor", AccountRole.PRACTICE_OWNER),
        person("admin", STAFF, "castellano", AccountRole.ADMINISTRATOR),
        person("stone", STAFF, "stone", AccountRole.REFERRING_PROVIDER),
        person("jane.doe", "Patient", "jane-doe", AccountRole.CLIENT),
        person("sams.mother", "RelatedPerson", "sam-doe/jane", AccountRole.PROXY));
  }

  private static Person person(String name, String type, String key, AccountRole... roles) {
    return new Person(name, type + "/" + SamplePractice.id(type, key), Set.of(roles));
  }

  /** Makes the accounts, and prints the password if it had to be made up. */
  void provide() {
    accounts
        .provide(all(), password)
        .ifPresent(
            made ->
                out.println(
                    "The password of the demonstration's accounts, printed this once: " + made));
  }
}
