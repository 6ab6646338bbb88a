/** Launches from the chart that wait for their app. */
@NullMarked
package org.attune.smart.launch;

import org.jspecify.annotations.NullMarked;
