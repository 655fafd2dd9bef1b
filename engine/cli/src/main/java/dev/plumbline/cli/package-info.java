/** The command line: the only place that prints, asks and chooses exit codes. */
@NullMarked
package dev.plumbline.cli;

import org.jspecify.annotations.NullMarked;
