@NullMarked
package org.attune.accounts;

import org.jspecify.annotations.NullMarked;
