/** How a module says which answers it needs, without asking for them itself. */
@NullMarked
package dev.plumbline.api.probe;

import org.jspecify.annotations.NullMarked;
