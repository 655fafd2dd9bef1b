/** What may be asked of a host: a closed vocabulary of questions, each with the type of its answer. */
@NullMarked
package dev.plumbline.api.read;

import org.jspecify.annotations.NullMarked;
