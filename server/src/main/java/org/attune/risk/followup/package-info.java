/** What becomes of an alert: taken on, decided, and required before a session is finished. */
@NullMarked
package org.attune.risk.followup;

import org.jspecify.annotations.NullMarked;
