/**
 * Profiles made ready for checking: the differentials of a profile and of those that it derives
 * from, put together into one tree of rules for elements.
 */
@NullMarked
package org.attune.profiling.rules.shape;

import org.jspecify.annotations.NullMarked;
