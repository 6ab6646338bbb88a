/** The operations of bulk export: they parse, make one call and write what came of it. */
@NullMarked
package org.attune.exchange.bulk.fhir;

import org.jspecify.annotations.NullMarked;
