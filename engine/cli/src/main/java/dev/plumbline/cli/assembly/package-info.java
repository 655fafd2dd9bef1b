/** Puts the engine together: project, inventory, playbook, connections, modules. Usable without the command line. */
@NullMarked
package dev.plumbline.cli.assembly;

import org.jspecify.annotations.NullMarked;
