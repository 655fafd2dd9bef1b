@NullMarked
package dev.plumbline.testkit.sample.one;

import org.jspecify.annotations.NullMarked;
