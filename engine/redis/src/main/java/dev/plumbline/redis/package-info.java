/** Speaks to Redis servers through a host's connection. The only package that knows Jedis. */
@NullMarked
package dev.plumbline.redis;

import org.jspecify.annotations.NullMarked;
