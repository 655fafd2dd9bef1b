@NullMarked
package dev.plumbline.core.journal;

import org.jspecify.annotations.NullMarked;
