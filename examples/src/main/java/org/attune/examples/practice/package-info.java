/** The practice itself: organization, places, staff, fees, calendars. */
@NullMarked
package org.attune.examples.practice;

import org.jspecify.annotations.NullMarked;
