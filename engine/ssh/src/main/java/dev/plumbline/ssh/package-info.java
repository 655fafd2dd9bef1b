/** Connections by SSH. The only packages that know JSch, and the only ones that decide whether a host key is trusted. */
@NullMarked
package dev.plumbline.ssh;

import org.jspecify.annotations.NullMarked;
