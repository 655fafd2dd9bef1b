/** Where secrets come from: the passwords of vaults, and the commands of {@code ${secret('NAME')}}. */
@NullMarked
package dev.plumbline.core.secret;

import org.jspecify.annotations.NullMarked;
