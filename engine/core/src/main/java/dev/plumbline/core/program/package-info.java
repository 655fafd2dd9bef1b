/** A playbook as the planner sees it: plays, tasks and templates with their positions, free of YAML. */
@NullMarked
package dev.plumbline.core.program;

import org.jspecify.annotations.NullMarked;
