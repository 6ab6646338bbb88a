/** The Flag and the Task of a trigger: who gets them, how they change, and who may see them. */
@NullMarked
package org.attune.risk.alert;

import org.jspecify.annotations.NullMarked;
