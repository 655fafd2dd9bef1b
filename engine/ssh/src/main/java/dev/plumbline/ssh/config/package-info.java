/** {@code ssh_config}: honoured, or refused by name, never ignored. */
@NullMarked
package dev.plumbline.ssh.config;

import org.jspecify.annotations.NullMarked;
