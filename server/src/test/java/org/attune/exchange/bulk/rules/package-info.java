/** Tests of the rules of bulk export. */
@org.jspecify.annotations.NullMarked
package org.attune.exchange.bulk.rules;
