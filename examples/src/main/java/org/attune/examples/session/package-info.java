/** What a session leaves behind: appointment, encounter, answers, note, signature. */
@NullMarked
package org.attune.examples.session;

import org.jspecify.annotations.NullMarked;
