/** The project folder, its {@code plumb.yml}, and each setting with the place that set it. */
@NullMarked
package dev.plumbline.core.project;

import org.jspecify.annotations.NullMarked;
