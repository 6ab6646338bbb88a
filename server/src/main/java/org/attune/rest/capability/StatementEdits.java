package org.attune.rest.capability;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.StringType;

/**
 * Completes HAPI's account: what is promised, what features contribute, what operations are defined
 * by, and texts that speak of the type at hand. Lists are sorted, so that equal servers send equal
 * statements.
 */
final class StatementEdits {

  private static final String BASE = StatementTexts.ROOT + "/fhir";
  private static final String OPERATIONS = "http://hl7.org/fhir/OperationDefinition/";
  private static final Set<String> OF_EVERY_TYPE =
      Set.of("validate", "meta", "meta-add", "meta-delete");
  private static final Set<String> OF_FHIR =
      Set.of(
          "document",
          "everything",
          "expand",
          "lookup",
          "snapshot",
          "subsumes",
          "translate",
          "validate-code");
  private static final Pattern OF_SEVERAL_TYPES =
      Pattern.compile("\\* \\[(\\w+)\\]\\([^)]*\\): ([^\\r\\n*]*)");
  private static final String LAST_UPDATED =
      "When this server last wrote the resource: each create, update, patch and change of its"
          + " metadata counts; a change of a resource that it refers to does not";

  private final Promise promise;
  private final List<CapabilityContributor> contributors;

  private StatementEdits(Promise promise, List<CapabilityContributor> contributors) {
    this.promise = promise;
    this.contributors = contributors;
  }

  static StatementEdits with(List<CapabilityContributor> contributors) {
    return new StatementEdits(Promise.read(), contributors);
  }

  /**
   * Completes the statement.
   *
   * @param base the FHIR base for which HAPI made it
   */
  void apply(CapabilityStatement statement, String base) {
    head(statement);
    CapabilityStatementRestComponent rest = statement.getRestFirstRep();
    if (rest.getInteraction().stream()
        .noneMatch(known -> known.getCode() == SystemRestfulInteraction.BATCH)) {
      rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
    }
    rest.getInteraction().sort(Comparator.comparing(known -> known.getCode().toCode()));
    operations("Resource", rest.getOperation(), base);
    for (CapabilityStatementRestResourceComponent resource : rest.getResource()) {
      resource(resource);
      operations(resource.getType(), resource.getOperation(), base);
    }
    contributors.forEach(contributor -> contributor.contribute(statement, StatementTexts.ROOT));
  }

  private void head(CapabilityStatement statement) {
    CapabilityStatement promised = promise.statement();
    statement.setId((String) null);
    statement.setMeta(null);
    statement.setText(null);
    statement.setName("Attune");
    statement.setTitle("Attune");
    statement.setPublisher("Attune");
    statement.setDateElement(promised.getDateElement());
    statement.getSoftware().setName("Attune").setVersion(promised.getVersion());
    statement.getImplementation().setUrl(BASE);
    statement.setInstantiates(null);
    promised
        .getInstantiates()
        .forEach(canonical -> statement.addInstantiates(canonical.getValue()));
    statement.addInstantiates(promised.getUrl());
    statement.setFormat(null);
    List.of("application/fhir+json", "json", "application/fhir+xml", "xml")
        .forEach(statement::addFormat);
    // Of files of bulk data only.
    statement.addFormat("application/fhir+ndjson");
    statement.setPatchFormat(null);
    promised.getPatchFormat().forEach(format -> statement.addPatchFormat(format.getValue()));
  }

  private void resource(CapabilityStatementRestResourceComponent resource) {
    resource.setConditionalDelete(ConditionalDeleteStatus.SINGLE);
    resource.addReferencePolicy(ReferenceHandlingPolicy.LITERAL);
    resource.addReferencePolicy(ReferenceHandlingPolicy.RESOLVES);
    resource.addReferencePolicy(ReferenceHandlingPolicy.ENFORCED);
    resource.getInteraction().sort(Comparator.comparing(known -> known.getCode().toCode()));
    resource
        .getSearchParam()
        .sort(Comparator.comparing(CapabilityStatementRestResourceSearchParamComponent::getName));
    resource.getSearchParam().forEach(parameter -> document(resource.getType(), parameter));
    CapabilityStatementRestResourceComponent promised = promise.resources().get(resource.getType());
    if (promised != null) {
      promised(resource, promised);
    }
  }

  private static void promised(
      CapabilityStatementRestResourceComponent resource,
      CapabilityStatementRestResourceComponent promised) {
    resource.setSupportedProfile(
        promised.getSupportedProfile().stream()
            .map(profile -> new CanonicalType(profile.getValue()))
            .collect(Collectors.toList()));
    promised.getExtension().forEach(together -> resource.addExtension(together.copy()));
    resource.setSearchInclude(union(resource.getSearchInclude(), promised.getSearchInclude()));
    resource.setSearchRevInclude(
        union(resource.getSearchRevInclude(), promised.getSearchRevInclude()));
  }

  private static List<StringType> union(List<StringType> known, List<StringType> promised) {
    Set<String> all = new TreeSet<>();
    known.forEach(value -> all.add(value.getValue()));
    promised.forEach(value -> all.add(value.getValue()));
    return all.stream().map(StringType::new).collect(Collectors.toList());
  }

  /** FHIR describes a parameter of many types in one text; of that, the part for this type. */
  private static void document(
      String type, CapabilityStatementRestResourceSearchParamComponent parameter) {
    if ("_lastUpdated".equals(parameter.getName())) {
      parameter.setDocumentation(LAST_UPDATED);
    } else if (parameter.hasDocumentation()) {
      Matcher parts = OF_SEVERAL_TYPES.matcher(parameter.getDocumentation());
      while (parts.find()) {
        if (parts.group(1).equals(type)) {
          parameter.setDocumentation(parts.group(2).strip());
          return;
        }
      }
    }
  }

  private static void operations(
      String type,
      List<CapabilityStatementRestResourceOperationComponent> operations,
      String base) {
    operations.sort(
        Comparator.comparing(CapabilityStatementRestResourceOperationComponent::getName));
    for (CapabilityStatementRestResourceOperationComponent operation : operations) {
      String definition = operation.getDefinition();
      if (definition.startsWith(base)) {
        operation.setDefinition(definition(type, operation.getName(), definition, base));
      }
    }
  }

  /** What FHIR defines has FHIR's definition; what is only known here keeps its address here. */
  private static String definition(String type, String name, String definition, String base) {
    if (OF_EVERY_TYPE.contains(name)) {
      return OPERATIONS + "Resource-" + name;
    }
    return OF_FHIR.contains(name)
        ? OPERATIONS + type + "-" + name
        : BASE + definition.substring(base.length());
  }
}
