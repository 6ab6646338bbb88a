@NullMarked
package org.attune.accounts.session;

import org.jspecify.annotations.NullMarked;
