/** The sample practice: a year of an invented practice as FHIR resources, made for a given day. */
@NullMarked
package org.attune.examples;

import org.jspecify.annotations.NullMarked;
