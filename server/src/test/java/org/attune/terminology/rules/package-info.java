@NullMarked
package org.attune.terminology.rules;

import org.jspecify.annotations.NullMarked;
