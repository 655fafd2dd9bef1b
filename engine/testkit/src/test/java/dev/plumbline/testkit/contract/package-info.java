@NullMarked
package dev.plumbline.testkit.contract;

import org.jspecify.annotations.NullMarked;
