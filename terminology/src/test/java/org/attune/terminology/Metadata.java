package org.attune.terminology;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;

/** The elements that every published resource of the package states alike. */
final class Metadata {

  static final String VERSION = "0.1.0";
  private static final String DATE = "2026-11-23";

  private Metadata() {}

  static void describe(MetadataResource resource, String name, String title, String description) {
    resource.setName(name);
    resource.setTitle(title);
    resource.setStatus(PublicationStatus.ACTIVE);
    resource.setExperimental(false);
    resource.setDateElement(new DateTimeType(DATE));
    resource.setPublisher("Attune");
    resource.setDescription(description);
  }
}
