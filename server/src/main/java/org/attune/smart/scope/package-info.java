/** The grammar of SMART scopes; plain Java. */
@NamedInterface("scope")
@NullMarked
package org.attune.smart.scope;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
