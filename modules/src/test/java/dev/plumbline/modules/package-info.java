@NullMarked
package dev.plumbline.modules;

import org.jspecify.annotations.NullMarked;
