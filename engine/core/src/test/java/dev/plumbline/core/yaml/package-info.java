@NullMarked
package dev.plumbline.core.yaml;

import org.jspecify.annotations.NullMarked;
