/**
 * How pages look and how browsers are told to treat them: the frame of every page, the style sheet,
 * the security headers. What a page says and does belongs to the module whose subject it is.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.attune.webui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
