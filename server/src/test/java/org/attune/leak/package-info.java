/**
 * The differential test of what leaks: two servers whose records differ in what a caller may not
 * see must give that caller the same answers.
 */
@org.jspecify.annotations.NullMarked
package org.attune.leak;
