package org.attune.exchange.bulk;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import ca.uhn.fhir.validation.IValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.attune.testing.FhirClient;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's FHIR R4 server: HAPI's plain server with nothing of Attune in it. It knows the
 * definitions that are given to it, and refuses a Bundle in which something does not validate.
 */
public final class PlainFhirServer implements AutoCloseable {

  private final FhirContext context = FhirContext.forR4();
  private final Tomcat tomcat = new Tomcat();

  /**
   * Starts on a free port.
   *
   * @param types whose resources it takes
   * @param definitions profiles, code systems and value sets, by which it validates
   */
  public PlainFhirServer(Set<String> types, Collection<? extends Resource> definitions)
      throws IOException, LifecycleException {
    context.setParserErrorHandler(new StrictErrorHandler());
    RestfulServer server = new RestfulServer(context);
    Set<String> taken = new TreeSet<>(types);
    taken.add("Bundle");
    for (String type : taken) {
      server.registerProvider(
          new HashMapResourceProvider<>(
              context, context.getResourceDefinition(type).getImplementingClass()));
    }
    RequestValidatingInterceptor validation = new Validation();
    validation.setValidatorModules(List.of(validator(definitions)));
    validation.setFailOnSeverity(ResultSeverityEnum.ERROR);
    server.registerInterceptor(validation);
    Path place = Files.createTempDirectory(Path.of("target"), "plain");
    tomcat.setBaseDir(place.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    Context root = tomcat.addContext("", place.toAbsolutePath().toString());
    Tomcat.addServlet(root, "fhir", server);
    root.addServletMappingDecoded("/fhir/*", "fhir");
    tomcat.start();
  }

  private IValidatorModule validator(Collection<? extends Resource> definitions) {
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(context);
    List<StructureDefinition> profiles = new ArrayList<>();
    Map<String, Questionnaire> questionnaires = new HashMap<>();
    ValidationSupportChain chain =
        new ValidationSupportChain(
            own,
            new Questionnaires(context, questionnaires),
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new SnapshotGeneratingValidationSupport(context));
    for (Resource definition : definitions) {
      Resource known = definition.copy();
      own.addResource(known);
      if (known instanceof StructureDefinition profile) {
        profiles.add(profile);
      } else if (known instanceof Questionnaire questionnaire) {
        questionnaires.put(questionnaire.getUrl(), questionnaire);
      }
    }
    // Once, instead of at each resource that is validated.
    for (StructureDefinition profile : profiles) {
      chain.generateSnapshot(
          new ValidationSupportContext(chain), profile, profile.getUrl(), null, profile.getName());
    }
    return new FhirInstanceValidator(chain);
  }

  /** Hands out Questionnaires, without which answers pass unseen. */
  private record Questionnaires(FhirContext context, Map<String, Questionnaire> byUrl)
      implements IValidationSupport {

    @Override
    public FhirContext getFhirContext() {
      return context;
    }

    @Override
    public <T extends IBaseResource> @Nullable T fetchResource(
        @Nullable Class<T> type, String uri) {
      int bar = uri.indexOf('|');
      Questionnaire found = byUrl.get(bar < 0 ? uri : uri.substring(0, bar));
      return type != null && type.isInstance(found) ? type.cast(found) : null;
    }
  }

  /** Validates Bundles with all that is in them. */
  @Interceptor
  public static final class Validation extends RequestValidatingInterceptor {

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    @Override
    public boolean incomingRequestPostProcessed(
        RequestDetails details, HttpServletRequest request, HttpServletResponse response) {
      return !"Bundle".equals(details.getResourceName())
          || super.incomingRequestPostProcessed(details, request, response);
    }
  }

  /** A client; the server asks for no token. */
  public FhirClient client() {
    return new FhirClient(
        "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir", "none");
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
