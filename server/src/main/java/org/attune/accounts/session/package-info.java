/** Sessions in the database, shared by all nodes: who is signed in, and where. */
@NullMarked
package org.attune.accounts.session;

import org.jspecify.annotations.NullMarked;
