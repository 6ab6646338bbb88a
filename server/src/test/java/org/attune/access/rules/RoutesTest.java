package org.attune.access.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutesTest {

  /** How operations are called; each of them has a rule by its name. */
  private static final Set<RestOperationTypeEnum> BY_NAME =
      Set.of(
          RestOperationTypeEnum.EXTENDED_OPERATION_SERVER,
          RestOperationTypeEnum.EXTENDED_OPERATION_TYPE,
          RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE,
          RestOperationTypeEnum.VALIDATE,
          RestOperationTypeEnum.META,
          RestOperationTypeEnum.META_ADD,
          RestOperationTypeEnum.META_DELETE);

  @Test
  @DisplayName("Every interaction of HAPI has a rule, and every rule an interaction")
  void everyInteractionHasARule() {
    assertThat(Routes.interactionRules().keySet())
        .isEqualTo(
            Arrays.stream(RestOperationTypeEnum.values())
                .filter(each -> !BY_NAME.contains(each))
                .map(RestOperationTypeEnum::getCode)
                .collect(Collectors.toSet()));
  }

  @Test
  void aRuleOfOneTypeIsThatOfTheType() {
    assertThat(Routes.operation(Routes.Level.INSTANCE, "Patient", "$everything")).isPresent();
    assertThat(Routes.operation(Routes.Level.INSTANCE, "Observation", "$everything")).isEmpty();
  }

  @Test
  void aRuleOfAllTypesIsThatOfEach() {
    assertThat(Routes.operation(Routes.Level.INSTANCE, "Observation", "$validate"))
        .contains(RouteRule.WHOLE_RECORD);
    assertThat(Routes.operation(Routes.Level.SYSTEM, "", "$meta")).contains(RouteRule.OPERATOR);
  }

  @Test
  void whatIsNotInTheListHasNoRule() {
    assertThat(Routes.operation(Routes.Level.SYSTEM, "", "$planted")).isEmpty();
    assertThat(Routes.interaction("planted")).isEmpty();
    assertThat(Routes.interaction("read")).contains(RouteRule.SHOWN);
  }
}
