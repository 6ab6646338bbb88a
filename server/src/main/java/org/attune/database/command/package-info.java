/**
 * What the operator's commands share: how their arguments say which database they work on, and how
 * they reach it while a server runs and while none does.
 */
@NamedInterface("command")
@NullMarked
package org.attune.database.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
