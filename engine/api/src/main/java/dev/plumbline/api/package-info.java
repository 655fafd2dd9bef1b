/** What a module sees: values, reads, actions and the contract between them. Depends on nothing. */
@NullMarked
package dev.plumbline.api;

import org.jspecify.annotations.NullMarked;
