package org.attune.rest.locate;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition.ChildTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What HAPI's model says about one element: its content and its children.
 *
 * @param content how its content is read
 * @param definition HAPI's definition of its type
 * @param step its step in a FHIRPath; a choice names its type by {@code ofType}
 * @param repeating whether it may occur more than once, so is an array in JSON
 * @param argument what HAPI needs to make an instance: the codes of a required binding
 */
record ElementShape(
    Content content,
    BaseRuntimeElementDefinition<?> definition,
    String step,
    boolean repeating,
    @Nullable Object argument) {

  private static final List<String> INSIDE_PRIMITIVE = List.of("id", "extension");

  /** How an element's content is read. */
  enum Content {
    PRIMITIVE,
    XHTML,
    COMPLEX,
    RESOURCE
  }

  static ElementShape ofResource(BaseRuntimeElementDefinition<?> definition) {
    return new ElementShape(Content.COMPLEX, definition, definition.getName(), false, null);
  }

  /**
   * What stands inside a primitive. HAPI has no definition of the bare Element, so any data type
   * lends its id and extension; {@link #child} lets nothing else of it through.
   */
  static ElementShape ofPrimitive(BaseRuntimeElementDefinition<?> anyDataType) {
    return new ElementShape(Content.PRIMITIVE, anyDataType, "Element", false, null);
  }

  boolean primitive() {
    return content == Content.PRIMITIVE || content == Content.XHTML;
  }

  boolean extension() {
    return "Extension".equals(definition.getName());
  }

  /** The shape of the child of that name (as in JSON, so choices with their type), if known. */
  @Nullable ElementShape child(String name) {
    BaseRuntimeChildDefinition child = definition.getChildByName(name);
    if (child == null || (primitive() && !INSIDE_PRIMITIVE.contains(name))) {
      return null;
    }
    // HAPI registers modifierExtension without a type; it has that of extension.
    String key = "modifierExtension".equals(name) ? "extension" : name;
    BaseRuntimeChildDefinition typed = definition.getChildByName(key);
    BaseRuntimeElementDefinition<?> type = typed == null ? null : typed.getChildByName(key);
    if (type == null) {
      return null;
    }
    return new ElementShape(
        contentOf(type.getChildType()),
        type,
        step(child.getElementName(), name, type),
        child.getMax() != 1,
        child.getInstanceConstructorArguments());
  }

  /** Names of the children as FHIR lists them: a choice once, ending in {@code [x]}. */
  List<String> childNames() {
    if (primitive()) {
      return INSIDE_PRIMITIVE;
    }
    List<String> names = new ArrayList<>();
    for (BaseRuntimeChildDefinition child : definition.getChildren()) {
      String name = child.getElementName();
      boolean choice = definition.getChildByName(name) == null;
      names.add(choice && !name.endsWith("[x]") ? name + "[x]" : name);
    }
    return names;
  }

  String displayName(Path path) {
    if (primitive()) {
      return step;
    }
    return definition.getChildType() == ChildTypeEnum.RESOURCE_BLOCK
        ? path.plain()
        : definition.getName();
  }

  /** Type name for messages: with its article, as "a dateTime". */
  String typeName() {
    String name = definition.getName();
    boolean vowel = "aeiou".indexOf(name.toLowerCase(Locale.ROOT).charAt(0)) >= 0;
    return (vowel && !name.startsWith("u") ? "an " : "a ") + name;
  }

  private static Content contentOf(ChildTypeEnum type) {
    return switch (type) {
      case PRIMITIVE_DATATYPE, ID_DATATYPE -> Content.PRIMITIVE;
      case PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> Content.XHTML;
      case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> Content.RESOURCE;
      default -> Content.COMPLEX;
    };
  }

  private static String step(String element, String name, BaseRuntimeElementDefinition<?> type) {
    String base = element.endsWith("[x]") ? element.substring(0, element.length() - 3) : element;
    return base.equals(name) ? name : base + ".ofType(" + type.getName() + ")";
  }
}
