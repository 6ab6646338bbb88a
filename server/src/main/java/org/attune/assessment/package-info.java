/**
 * Instruments such as PHQ-9 and GAD-7. Reads which questionnaires have a score, refuses responses
 * to them that cannot be scored, and keeps one score Observation for each finished response, in the
 * transaction that stores the response and by whatever route it comes. Tells what a course of
 * scores shows by published rules.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store"})
@NullMarked
package org.attune.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
