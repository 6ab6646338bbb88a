/**
 * Who looked at what and changed what. Every request under {@code /fhir} leaves a row: a change in
 * the transaction that makes it, everything else in a journal on disk before the answer goes out.
 * If a row cannot be kept, the request fails. A sealer links the rows into a signed chain, and the
 * rows are served as AuditEvents in the shape of IHE Basic Audit Log Patterns.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database", "database :: command", "store"})
@NullMarked
package org.attune.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
