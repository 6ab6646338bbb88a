/** Keeping clients: the administrator's pages and API, and who may use them. */
@NullMarked
package org.attune.smart.administration;

import org.jspecify.annotations.NullMarked;
