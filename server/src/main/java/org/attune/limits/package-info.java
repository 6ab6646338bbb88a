/**
 * How often somebody may ask: buckets of requests, kept by this server in memory. Whoever takes
 * from them says for whom, and answers when one is empty.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.attune.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
