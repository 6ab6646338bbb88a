/** What requests cost: simulations that are run by hand against a server, see bench/run.sh. */
@NullMarked
package org.attune.bench;

import org.jspecify.annotations.NullMarked;
