/** Reads module records while they are compiled, and writes what the engine needs to know of them. */
@NullMarked
package dev.plumbline.processor;

import org.jspecify.annotations.NullMarked;
