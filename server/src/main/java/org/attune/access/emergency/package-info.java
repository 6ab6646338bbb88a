/** Opening a chart in an emergency: with a reason, for some hours, and never unseen. */
@NullMarked
package org.attune.access.emergency;

import org.jspecify.annotations.NullMarked;
