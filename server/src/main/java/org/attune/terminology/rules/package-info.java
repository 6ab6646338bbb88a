/** Rules on codes: plain Java, without server. */
@NullMarked
package org.attune.terminology.rules;

import org.jspecify.annotations.NullMarked;
