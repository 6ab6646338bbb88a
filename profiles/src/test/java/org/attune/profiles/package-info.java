/** Tests of the profiles content: resources only, the module has no code of its own. */
@org.jspecify.annotations.NullMarked
package org.attune.profiles;
