/** The contract of a module: parameters in, reads and differences out. */
@NullMarked
package dev.plumbline.api.module;

import org.jspecify.annotations.NullMarked;
