/** The documents of a client that another system asks for. */
@NullMarked
package org.attune.exchange.documents;

import org.jspecify.annotations.NullMarked;
