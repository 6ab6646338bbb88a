package org.attune.profiling;

import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.IValidationContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationContext;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.Map;
import org.attune.profiling.rules.Profile;
import org.attune.profiling.rules.check.Finding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * What {@code $validate} runs: HL7's validator, with the profile that the server decides on besides
 * those that the caller names, and the check that runs on write. What it accepts, a write does.
 */
final class DecidedProfileValidator implements IInstanceValidatorModule {

  private final IInstanceValidatorModule validator;
  private final Profiling profiling;

  DecidedProfileValidator(IInstanceValidatorModule validator, Profiling profiling) {
    this.validator = validator;
    this.profiling = profiling;
  }

  @Override
  public void validateResource(IValidationContext<IBaseResource> context) {
    if (context.getResource() instanceof Resource resource) {
      profiling
          .catalog()
          .decide(resource)
          .ifPresentOrElse(
              profile -> validate(context, resource, profile),
              () -> validator.validateResource(context));
    }
  }

  private void validate(
      IValidationContext<IBaseResource> context, Resource resource, Profile profile) {
    profiling
        .checks()
        .findings(resource, profile, Map.of())
        .forEach(finding -> context.addValidationMessage(message(finding)));
    if (context.getOptions().getProfiles().isEmpty()) {
      context.getOptions().addProfile(profile.url());
      validator.validateResource(context);
    } else {
      // One by one: the validator does not say that it lacks a profile when it has another.
      validator.validateResource(context);
      IValidationContext<IBaseResource> decided =
          ValidationContext.forResource(
              context.getFhirContext(),
              context.getResource(),
              new ValidationOptions().addProfile(profile.url()));
      validator.validateResource(decided);
      decided.getMessages().stream()
          .filter(message -> !context.getMessages().contains(message))
          .forEach(context::addValidationMessage);
    }
  }

  private static SingleValidationMessage message(Finding finding) {
    SingleValidationMessage message = new SingleValidationMessage();
    message.setSeverity(ResultSeverityEnum.ERROR);
    message.setLocationString(finding.expression());
    message.setMessage(finding.message());
    message.setMessageId(finding.code());
    return message;
  }
}
