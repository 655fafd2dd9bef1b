@NullMarked
package dev.plumbline.testkit.module;

import org.jspecify.annotations.NullMarked;
