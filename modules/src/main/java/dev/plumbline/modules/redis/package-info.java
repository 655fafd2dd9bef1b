/** Modules for Redis: its configuration, and whether it replicates. */
@NullMarked
package dev.plumbline.modules.redis;

import org.jspecify.annotations.NullMarked;
