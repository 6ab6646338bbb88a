/** Tests of the sample practice in a running server. */
@org.jspecify.annotations.NullMarked
package org.attune.demo;
