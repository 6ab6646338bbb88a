/** What is a signal of danger and what it changes: pure rules, free of Spring and of FHIR types. */
@NullMarked
package org.attune.risk.rules;

import org.jspecify.annotations.NullMarked;
