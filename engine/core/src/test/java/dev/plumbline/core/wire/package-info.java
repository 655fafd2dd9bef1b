/** Tests of the conversation with a host, most of them with real shells on real files. */
@NullMarked
package dev.plumbline.core.wire;

import org.jspecify.annotations.NullMarked;
