/** Planner and run against hosts in memory. */
@NullMarked
package dev.plumbline.testkit.simulation;

import org.jspecify.annotations.NullMarked;
