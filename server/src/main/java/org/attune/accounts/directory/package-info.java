/** The accounts themselves: stored, created, changed, disabled, and the links to set a password. */
@NullMarked
package org.attune.accounts.directory;

import org.jspecify.annotations.NullMarked;
