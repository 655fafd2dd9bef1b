@NullMarked
package dev.plumbline.core.fact;

import org.jspecify.annotations.NullMarked;
