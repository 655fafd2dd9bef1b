/** The functions that expressions may call: pure, bounded, and each described in the table that documents it. */
@NullMarked
package dev.plumbline.core.function;

import org.jspecify.annotations.NullMarked;
