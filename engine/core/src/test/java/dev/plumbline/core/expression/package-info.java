@NullMarked
package dev.plumbline.core.expression;

import org.jspecify.annotations.NullMarked;
