/** Which documents are in scope of a request. */
@NullMarked
package org.attune.exchange.documents.rules;

import org.jspecify.annotations.NullMarked;
