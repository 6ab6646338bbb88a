/** Tests of bulk export over HTTP. */
@org.jspecify.annotations.NullMarked
package org.attune.exchange.bulk;
