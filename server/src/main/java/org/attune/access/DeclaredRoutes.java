package org.attune.access;

import org.attune.access.rules.Routes;
import org.attune.store.OperationRules;
import org.springframework.stereotype.Component;

/** Keeps the server from starting with an operation that nobody decided about. */
@Component
final class DeclaredRoutes implements OperationRules {

  @Override
  public void require(Level level, String type, String name) {
    if (Routes.operation(Routes.Level.valueOf(level.name()), type, name).isEmpty()) {
      throw new IllegalStateException(
          "No access rule says who may call %s on level %s%s: add it to %s"
              .formatted(
                  name, level, type.isEmpty() ? "" : " of " + type, Routes.class.getSimpleName()));
    }
  }
}
