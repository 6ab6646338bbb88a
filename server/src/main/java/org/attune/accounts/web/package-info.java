/** The pages of people: signing in, their account, and the administration of accounts. */
@NullMarked
package org.attune.accounts.web;

import org.jspecify.annotations.NullMarked;
