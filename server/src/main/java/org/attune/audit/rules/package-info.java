/** What a request line tells, in plain Java. */
@NullMarked
package org.attune.audit.rules;

import org.jspecify.annotations.NullMarked;
