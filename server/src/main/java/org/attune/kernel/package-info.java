/**
 * Values and places that every module shares and that carry no rule of their own. It depends on
 * nothing but the JDK and the FHIR model types, so that any module may use it without thought.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.attune.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
