/** What a session costs and who is asked to pay. */
@NullMarked
package org.attune.examples.money;

import org.jspecify.annotations.NullMarked;
