/** Proving who one is: password, second factor, throttling. */
@NullMarked
package org.attune.accounts.signin;

import org.jspecify.annotations.NullMarked;
