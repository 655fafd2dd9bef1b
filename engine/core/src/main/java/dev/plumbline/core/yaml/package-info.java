/** YAML as nodes with positions: read with limits, without classes, and with every problem explained. */
@NullMarked
package dev.plumbline.core.yaml;

import org.jspecify.annotations.NullMarked;
