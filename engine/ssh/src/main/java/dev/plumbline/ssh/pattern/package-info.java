/** OpenSSH's patterns: wildcards, and comma-separated lists with negation. */
@NullMarked
package dev.plumbline.ssh.pattern;

import org.jspecify.annotations.NullMarked;
