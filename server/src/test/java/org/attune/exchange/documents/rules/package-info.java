@NullMarked
package org.attune.exchange.documents.rules;

import org.jspecify.annotations.NullMarked;
