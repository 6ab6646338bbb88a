/** What clients learn of the server before they talk to it: discovery, CORS, styles. */
@NamedInterface("discovery")
@NullMarked
package org.attune.smart.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
