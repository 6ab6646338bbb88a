/**
 * The choice of the profile and of the labels, on the model of FHIR alone: no Spring, no server
 * types. FHIRPath comes in as an {@link org.attune.profiling.rules.Expression}.
 */
@NullMarked
package org.attune.profiling.rules;

import org.jspecify.annotations.NullMarked;
