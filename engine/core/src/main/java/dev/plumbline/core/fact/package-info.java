/** What a host says of itself, understood: pure parsers of what its files and utilities print. */
@NullMarked
package dev.plumbline.core.fact;

import org.jspecify.annotations.NullMarked;
