/** How the operator of a server keeps accounts by HTTP, without signing in. */
@NullMarked
package org.attune.accounts.operator;

import org.jspecify.annotations.NullMarked;
