package org.attune.profiling;

import ca.uhn.fhir.model.api.annotation.Child;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.attune.profiling.rules.check.ElementShape;
import org.attune.profiling.rules.shape.ElementRule.Cardinality;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/**
 * The structure of FHIR R4 as the annotations of HAPI's model have it. Read once for each class.
 */
final class FhirShapes implements ElementShape.Catalog {

  /** The text of a narrative is no FHIR element; another rule looks after it. */
  private static final String NARRATIVE_TEXT = "div";

  private final Map<Class<?>, List<ElementShape>> known = new ConcurrentHashMap<>();

  @Override
  public List<ElementShape> of(Base parent) {
    return known.computeIfAbsent(parent.getClass(), FhirShapes::read);
  }

  private static List<ElementShape> read(Class<?> type) {
    List<ElementShape> shapes = new ArrayList<>();
    if (type.getSuperclass() != null) {
      shapes.addAll(read(type.getSuperclass()));
    }
    for (Field field : type.getDeclaredFields()) {
      Child child = field.getAnnotation(Child.class);
      if (child != null && !NARRATIVE_TEXT.equals(child.name())) {
        shapes.add(shape(field, child));
      }
    }
    return List.copyOf(shapes);
  }

  private static ElementShape shape(Field field, Child child) {
    int max = child.max() == Child.MAX_UNLIMITED ? Integer.MAX_VALUE : child.max();
    return new ElementShape(
        child.name(),
        new Cardinality(child.min(), max),
        Type.class.equals(field.getType()),
        targets(child));
  }

  /** References are annotated with the types that they may lead to. */
  private static Set<String> targets(Child child) {
    return Arrays.stream(child.type())
        .filter(Resource.class::isAssignableFrom)
        .map(Class::getSimpleName)
        .filter(name -> !"Resource".equals(name))
        .map(name -> name.replace("List_", "List"))
        .collect(Collectors.toSet());
  }
}
