/** Modules that a project brings: jars that its settings name, and files of YAML. */
@NullMarked
package dev.plumbline.core.module;

import org.jspecify.annotations.NullMarked;
