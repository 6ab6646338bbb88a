/** What the record holds of one client beside the sessions. */
@NullMarked
package org.attune.examples.client;

import org.jspecify.annotations.NullMarked;
