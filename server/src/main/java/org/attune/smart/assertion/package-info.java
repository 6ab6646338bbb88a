/** How clients prove who they are, as far as Spring Authorization Server does not do it. */
@NullMarked
package org.attune.smart.assertion;

import org.jspecify.annotations.NullMarked;
