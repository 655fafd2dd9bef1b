/** Modules that run commands. */
@NullMarked
package dev.plumbline.modules.command;

import org.jspecify.annotations.NullMarked;
