/** What of HAPI's own request headers and parameters has an effect here, and what is refused. */
@NullMarked
package org.attune.rest.control;

import org.jspecify.annotations.NullMarked;
