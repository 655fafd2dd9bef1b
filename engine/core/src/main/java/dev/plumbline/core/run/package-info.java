/** The interpreter: makes the reads that the planner wants and does the steps that it allows, host beside host. */
@NullMarked
package dev.plumbline.core.run;

import org.jspecify.annotations.NullMarked;
