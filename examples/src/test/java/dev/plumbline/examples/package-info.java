/** What a user does with Plumbline, done on real hosts. */
@NullMarked
package dev.plumbline.examples;

import org.jspecify.annotations.NullMarked;
