/**
 * Answers that mean danger reach a clinician in the transaction that stores them. Which answers
 * those are is data of the Questionnaires; this module looks at every response, keeps one active
 * Flag and one open Task for each client and trigger, and hides both from the client.
 */
@ApplicationModule(allowedDependencies = {"kernel", "store"})
@NullMarked
package org.attune.risk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
