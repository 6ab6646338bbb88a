package org.attune.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.junit.jupiter.api.Test;

class ActorTest {

  private final ClientAssignedIdHooks hooks = new ClientAssignedIdHooks();

  @Test
  void hasNoRightUnlessItIsGranted() {
    Actor actor = new Actor("someone", Actor.Kind.OPERATOR);
    Caller caller = Caller.user(actor, new SystemRequestDetails());

    assertThat(actor.rights()).isEmpty();
    assertThatThrownBy(() -> hooks.onChosenId(caller.request()))
        .isInstanceOf(ForbiddenOperationException.class)
        .hasMessageContaining("POST");
    assertThatThrownBy(() -> hooks.onChosenId(caller.delegated("operation").request()))
        .isInstanceOf(ForbiddenOperationException.class);
  }

  @Test
  void serverItselfChoosesIds() {
    assertThatCode(() -> hooks.onChosenId(Caller.system("install").request()))
        .doesNotThrowAnyException();
    assertThatCode(() -> hooks.onChosenId(null)).doesNotThrowAnyException();
  }
}
