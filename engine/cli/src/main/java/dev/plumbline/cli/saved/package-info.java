/** Plans in files: written, read again, and held against what is there now. */
@NullMarked
package dev.plumbline.cli.saved;

import org.jspecify.annotations.NullMarked;
