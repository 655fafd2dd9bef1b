/** Expressions and templates: FreeMarker without its dangers, over variables that are evaluated when they are asked for. */
@NullMarked
package dev.plumbline.core.expression;

import org.jspecify.annotations.NullMarked;
