package org.attune.store;

import ca.uhn.fhir.jpa.ips.api.IpsContext;
import ca.uhn.fhir.jpa.ips.jpa.DefaultJpaIpsGenerationStrategy;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Composition.DocumentConfidentiality;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.IdType;

/** The sections of a summary are HAPI's; who made it, and how it is to be kept, is Attune's. */
final class IpsContent extends DefaultJpaIpsGenerationStrategy {

  private final Clock clock;

  IpsContent(Clock clock) {
    this.clock = clock;
  }

  /** No person has looked through it: its author is the software. */
  @Override
  public IBaseResource createAuthor() {
    Device software = new Device();
    software.addDeviceName().setName("Attune").setType(Device.DeviceNameType.USERFRIENDLYNAME);
    software.setId(IdType.newRandomUuid());
    return software;
  }

  @Override
  public String createTitle(IpsContext context) {
    return "Patient summary as of " + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** What a mental-health practice knows of a person is restricted. */
  @Override
  public String createConfidentiality(IpsContext context) {
    return DocumentConfidentiality.R.toCode();
  }
}
