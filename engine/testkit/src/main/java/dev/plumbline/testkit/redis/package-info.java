/** Real Redis servers on loopback, for tests. */
@NullMarked
package dev.plumbline.testkit.redis;

import org.jspecify.annotations.NullMarked;
