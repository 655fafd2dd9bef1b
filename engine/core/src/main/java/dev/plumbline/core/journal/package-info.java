/** What the control node writes down of its runs: before each change what is begun, after it what became of it. */
@NullMarked
package dev.plumbline.core.journal;

import org.jspecify.annotations.NullMarked;
