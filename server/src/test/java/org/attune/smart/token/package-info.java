@NullMarked
package org.attune.smart.token;

import org.jspecify.annotations.NullMarked;
