/** Where people authorize apps: the request, the choice of a patient, the consent. */
@NullMarked
package org.attune.smart.authorize;

import org.jspecify.annotations.NullMarked;
