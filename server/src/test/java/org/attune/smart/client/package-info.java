@NullMarked
package org.attune.smart.client;

import org.jspecify.annotations.NullMarked;
