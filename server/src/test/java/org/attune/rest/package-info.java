@NullMarked
package org.attune.rest;

import org.jspecify.annotations.NullMarked;
