/** {@code DocumentReference/$docref} of US Core. */
@NullMarked
package org.attune.exchange.documents.fhir;

import org.jspecify.annotations.NullMarked;
