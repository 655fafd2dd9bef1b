/** Modules that keep files, directories and links. */
@NullMarked
package dev.plumbline.modules.file;

import org.jspecify.annotations.NullMarked;
