/** The terminology operations of FHIR R4. */
@NullMarked
package org.attune.terminology.fhir;

import org.jspecify.annotations.NullMarked;
