/**
 * What {@code /metadata} answers: made once from what the endpoint binds and from the promise in
 * the package of profiles, kept in memory, and made anew when search parameters change.
 */
@NamedInterface("capability")
@NullMarked
package org.attune.rest.capability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
