/** Ansible's vault: its format, its cipher, and the keys that open it. Pure: where passwords come from is said elsewhere. */
@NullMarked
package dev.plumbline.core.vault;

import org.jspecify.annotations.NullMarked;
