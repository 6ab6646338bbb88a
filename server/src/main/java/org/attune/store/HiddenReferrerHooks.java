package org.attune.store;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.model.DeleteConflict;
import ca.uhn.fhir.jpa.api.model.DeleteConflictList;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Lets what the caller does not see not stand in the way of a delete: the answer would tell that it
 * is there. It keeps a reference to a deleted resource, whose history stays. What the caller does
 * see stands in the way as ever.
 */
@Interceptor
final class HiddenReferrerHooks {

  private static final String REFERRERS =
      """
      select distinct source.res_type || '/' || source.fhir_id
      from hfj_resource target
      join hfj_res_link link on link.target_resource_id = target.res_id
      join hfj_resource source on source.res_id = link.src_resource_id
      where target.res_type = ? and target.fhir_id = ? and source.res_deleted_at is null
      """;

  private final Visibility visibility;
  private final JdbcTemplate jdbc;

  HiddenReferrerHooks(Visibility visibility, JdbcTemplate jdbc) {
    this.visibility = visibility;
    this.jdbc = jdbc;
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_DELETE_CONFLICTS)
  public void onConflicts(DeleteConflictList conflicts, @Nullable RequestDetails request) {
    Caller caller = Caller.of(request);
    if (!caller.limited()) {
      return;
    }
    // HAPI has looked for the first few only.
    Set<String> targets = new HashSet<>();
    for (DeleteConflict conflict : conflicts) {
      targets.add(conflict.getTargetId().toUnqualifiedVersionless().getValue());
    }
    for (String target : targets) {
      if (!knowsReferrer(caller, new IdType(target), conflicts)) {
        conflicts.removeIf(
            each -> each.getTargetId().toUnqualifiedVersionless().getValue().equals(target));
      }
    }
  }

  private boolean knowsReferrer(Caller caller, IdType target, DeleteConflictList conflicts) {
    return jdbc
        .queryForList(REFERRERS, String.class, target.getResourceType(), target.getIdPart())
        .stream()
        .map(IdType::new)
        .filter(source -> !conflicts.isResourceIdMarkedForDeletion(source))
        .anyMatch(
            source ->
                visibility.whole(caller, source.getResourceType())
                    || visibility.knows(caller, source));
  }
}
