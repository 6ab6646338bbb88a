@NullMarked
package org.attune.accounts.web;

import org.jspecify.annotations.NullMarked;
