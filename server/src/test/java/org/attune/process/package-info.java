/** Tests that start the real launcher as a child process and do to it what fate does. */
@NullMarked
package org.attune.process;

import org.jspecify.annotations.NullMarked;
