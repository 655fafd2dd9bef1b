/** Tests of the planner. */
@NullMarked
package dev.plumbline.core.plan;

import org.jspecify.annotations.NullMarked;
