/** The planner: a pure function from a program and what was read to what is still lacking, or to a plan. Does no I/O. */
@NullMarked
package dev.plumbline.core.plan;

import org.jspecify.annotations.NullMarked;
