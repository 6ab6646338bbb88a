/** Tests of the terminology content: resources only, the module has no code of its own. */
@org.jspecify.annotations.NullMarked
package org.attune.terminology;
