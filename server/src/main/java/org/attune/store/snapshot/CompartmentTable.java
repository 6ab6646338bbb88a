package org.attune.store.snapshot;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The resources of some patients' compartments and what they refer to, in a table that lives as
 * long as the transaction.
 */
final class CompartmentTable {

  /** Holds the internal ids of what belongs in. */
  static final String NAME = "attune_compartment";

  private static final String CREATE =
      """
      create temporary table attune_patient (res_id bigint primary key) on commit drop;
      create temporary table attune_compartment (res_id bigint primary key) on commit drop;
      """;

  private static final String PATIENTS =
      """
      insert into attune_patient select r.res_id from hfj_resource r
      where r.res_type = 'Patient' and r.res_deleted_at is null and r.partition_id is null
      """;

  private static final String MEMBERS =
      """
      insert into attune_compartment
      select res_id from attune_patient
      union
      select l.src_resource_id from hfj_res_link l
      join attune_patient p on p.res_id = l.target_resource_id
      where l.src_path = any(?)
      """;

  private static final String GROUPS_WITH_OTHERS =
      """
      delete from attune_compartment c using hfj_resource r
      where r.res_id = c.res_id and r.res_type = 'Group'
      and exists (
        select 1 from hfj_res_link l
        where l.src_resource_id = c.res_id and l.target_resource_type = 'Patient'
        and not exists (
          select 1 from attune_patient p where p.res_id = l.target_resource_id))
      """;

  private static final String PROVENANCES =
      """
      insert into attune_compartment
      select distinct l.src_resource_id from hfj_res_link l
      join attune_compartment c on c.res_id = l.target_resource_id
      where l.src_path = 'Provenance.target'
      on conflict do nothing
      """;

  private static final String ASSOCIATED =
      """
      insert into attune_compartment
      select distinct l.target_resource_id from hfj_res_link l
      join attune_compartment c on c.res_id = l.src_resource_id
      where l.target_resource_type = any(?) and l.target_resource_id is not null
      on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private final PatientCompartment compartment;

  CompartmentTable(JdbcTemplate jdbc, PatientCompartment compartment) {
    this.jdbc = jdbc;
    this.compartment = compartment;
  }

  /**
   * Fills the table.
   *
   * @param patients ids without type; absent for all
   * @param withAssociated whether Provenances and resources outside the compartment are wanted
   */
  void fill(@Nullable Set<String> patients, boolean withAssociated) {
    jdbc.execute(CREATE);
    if (patients == null) {
      jdbc.update(PATIENTS);
    } else {
      jdbc.update(PATIENTS + " and r.fhir_id = any(?)", array(List.copyOf(patients)));
    }
    jdbc.execute("analyze attune_patient");
    jdbc.update(MEMBERS, array(compartment.paths()));
    jdbc.update(GROUPS_WITH_OTHERS);
    jdbc.execute("analyze attune_compartment");
    if (withAssociated) {
      jdbc.update(PROVENANCES);
      List<String> types = List.copyOf(compartment.associated());
      while (jdbc.update(ASSOCIATED, array(types)) > 0) {
        // What has just come in may refer to more.
        jdbc.execute("analyze attune_compartment");
      }
    }
  }

  /** The driver takes arrays of strings for text arrays. */
  private static Object array(List<String> values) {
    return values.toArray(String[]::new);
  }
}
