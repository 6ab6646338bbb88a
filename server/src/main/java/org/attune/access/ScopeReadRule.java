package org.attune.access;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.access.rules.Reach;
import org.attune.access.rules.Reasons;
import org.attune.smart.scope.Permission;
import org.attune.store.Caller;
import org.attune.store.ReadRule;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Narrows searches to what a token reaches, and lets nothing else be seen. */
@Component
final class ScopeReadRule implements ReadRule {

  @Override
  public String narrowing(Caller caller, String type) {
    TokenAccess token = Tokens.limiting(caller);
    if (token == null) {
      return "";
    }
    Reach.Part part =
        token
            .reach(Permission.SEARCH, type)
            .single()
            .orElseThrow(
                () ->
                    new ForbiddenOperationException(
                        "The token's scopes do not cover a search of " + type));
    return Stream.of(
            PatientLinks.query(type, part),
            TokenAccess.withoutPsychotherapyNotes(type),
            token.withoutWithheld())
        .filter(query -> !query.isEmpty())
        .collect(Collectors.joining("&"));
  }

  @Override
  public boolean visible(Caller caller, Resource resource) {
    TokenAccess token = Tokens.limiting(caller);
    return token == null || token.sees(resource);
  }

  @Override
  public boolean known(Caller caller, Resource resource) {
    TokenAccess token = Tokens.limiting(caller);
    return token == null || token.knows(resource);
  }

  @Override
  public boolean whole(Caller caller, String type) {
    TokenAccess token = Tokens.limiting(caller);
    return token == null || token.knowsWhole(type);
  }

  @Override
  public void trim(Caller caller, Resource resource) {
    TokenAccess token = Tokens.limiting(caller);
    if (token != null && !token.seesReasons(resource)) {
      Reasons.takeOut(resource);
    }
  }
}
