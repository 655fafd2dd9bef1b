/** The reverse of a run, as a state that is declared like any other. Pure. */
@NullMarked
package dev.plumbline.core.undo;

import org.jspecify.annotations.NullMarked;
