/** The rules of accounts and of signing in: plain Java without Spring, without a clock. */
@NullMarked
package org.attune.accounts.rules;

import org.jspecify.annotations.NullMarked;
