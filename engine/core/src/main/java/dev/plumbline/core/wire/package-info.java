/** The conversation with a host: reads and actions compiled to POSIX sh, sent to one long-lived shell, and its framed answers. */
@NullMarked
package dev.plumbline.core.wire;

import org.jspecify.annotations.NullMarked;
