/** Playbooks: from YAML to a checked {@link dev.plumbline.core.program.Program}. */
@NullMarked
package dev.plumbline.core.playbook;

import org.jspecify.annotations.NullMarked;
