/** Options that several commands share. */
@NullMarked
package dev.plumbline.cli.options;

import org.jspecify.annotations.NullMarked;
