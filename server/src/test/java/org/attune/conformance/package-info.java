/** What US Core and the CapabilityStatement ask of the server, driven over HTTP. */
@NullMarked
package org.attune.conformance;

import org.jspecify.annotations.NullMarked;
