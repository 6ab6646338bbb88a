/** Who has to do with which client: kept beside the record, remembered, and told to all nodes. */
@NullMarked
package org.attune.access.grants;

import org.jspecify.annotations.NullMarked;
