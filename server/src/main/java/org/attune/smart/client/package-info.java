/**
 * Registered clients: how they come in, are checked, kept and handed to the authorization server.
 */
@NullMarked
package org.attune.smart.client;

import org.jspecify.annotations.NullMarked;
