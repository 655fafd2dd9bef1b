/** Hosts, their groups, and the variables that are defined for them. */
@NullMarked
package dev.plumbline.core.inventory;

import org.jspecify.annotations.NullMarked;
