@NullMarked
package dev.plumbline.modules.control;

import org.jspecify.annotations.NullMarked;
