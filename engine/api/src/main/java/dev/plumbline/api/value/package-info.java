/** The values that modules, reads and actions are made of: immutable, each with its text form. */
@NullMarked
package dev.plumbline.api.value;

import org.jspecify.annotations.NullMarked;
