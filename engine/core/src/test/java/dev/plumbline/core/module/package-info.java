@NullMarked
package dev.plumbline.core.module;

import org.jspecify.annotations.NullMarked;
