@NullMarked
package dev.plumbline.processor;

import org.jspecify.annotations.NullMarked;
