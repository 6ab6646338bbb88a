@NullMarked
package org.attune.accounts.rules;

import org.jspecify.annotations.NullMarked;
