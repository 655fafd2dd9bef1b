@NullMarked
package dev.plumbline.modules.file;

import org.jspecify.annotations.NullMarked;
