/** Host keys: what {@code known_hosts} says, and whether a key that a server shows is the right one. */
@NullMarked
package dev.plumbline.ssh.hostkey;

import org.jspecify.annotations.NullMarked;
