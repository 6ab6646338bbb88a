/** Looks at every QuestionnaireResponse on its way into the store for answers that are triggers. */
@NullMarked
package org.attune.risk.screening;

import org.jspecify.annotations.NullMarked;
