package org.attune.architecture.breach;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Has a field filled from outside. */
public class FieldInjectionBreach {

  @Autowired @Nullable Object field;
}
