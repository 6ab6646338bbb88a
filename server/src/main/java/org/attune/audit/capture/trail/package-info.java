/** What is known of a request so far, and of the resources and patients that a row is about. */
@NullMarked
package org.attune.audit.capture.trail;

import org.jspecify.annotations.NullMarked;
