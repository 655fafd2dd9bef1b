/** Files of users, mutilated: whatever they hold, they are read or refused. */
@NullMarked
package dev.plumbline.cli.fuzz;

import org.jspecify.annotations.NullMarked;
