/** Modules that keep packages. */
@NullMarked
package dev.plumbline.modules.pkg;

import org.jspecify.annotations.NullMarked;
