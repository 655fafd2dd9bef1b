@NullMarked
package dev.plumbline.testkit.sample.two;

import org.jspecify.annotations.NullMarked;
