/**
 * The door to HAPI JPA. Owns the FHIR context, JPA, Hibernate Search, validation and the
 * installation of packages; offers {@link org.attune.store.RecordStore} to the features and adapts
 * their {@link org.attune.store.WriteRule}s and {@link org.attune.store.RequestGuard}s to HAPI's
 * hooks, so that they hold on every write route.
 */
@ApplicationModule(allowedDependencies = {"kernel", "database"})
@NullMarked
package org.attune.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
