/** What travels between the engine and one host: actions and reads there, outcomes and answers back. */
@NullMarked
package dev.plumbline.core.exchange;

import org.jspecify.annotations.NullMarked;
