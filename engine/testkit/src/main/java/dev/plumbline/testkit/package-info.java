/** Hosts in memory, and a harness that holds modules to their promises. */
@NullMarked
package dev.plumbline.testkit;

import org.jspecify.annotations.NullMarked;
