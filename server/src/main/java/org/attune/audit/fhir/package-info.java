/** AuditEvent as the endpoint serves it, from the rows. */
@NullMarked
package org.attune.audit.fhir;

import org.jspecify.annotations.NullMarked;
