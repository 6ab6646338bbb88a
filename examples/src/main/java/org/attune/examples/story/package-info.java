/**
 * What the sample practice is made from: its people, fees, clients and phrases, read from resource
 * files.
 */
@NullMarked
package org.attune.examples.story;

import org.jspecify.annotations.NullMarked;
