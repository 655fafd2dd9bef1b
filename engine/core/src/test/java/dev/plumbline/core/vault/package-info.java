@NullMarked
package dev.plumbline.core.vault;

import org.jspecify.annotations.NullMarked;
