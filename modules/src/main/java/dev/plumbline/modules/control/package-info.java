/** Modules that check and say, and change nothing. */
@NullMarked
package dev.plumbline.modules.control;

import org.jspecify.annotations.NullMarked;
