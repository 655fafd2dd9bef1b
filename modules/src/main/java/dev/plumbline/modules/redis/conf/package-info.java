/** What a redis.conf says: its lines, its quoting, and when two values mean the same. Pure, and lossless for any bytes. */
@NullMarked
package dev.plumbline.modules.redis.conf;

import org.jspecify.annotations.NullMarked;
