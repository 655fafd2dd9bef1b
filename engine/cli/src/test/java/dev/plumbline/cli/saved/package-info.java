@NullMarked
package dev.plumbline.cli.saved;

import org.jspecify.annotations.NullMarked;
