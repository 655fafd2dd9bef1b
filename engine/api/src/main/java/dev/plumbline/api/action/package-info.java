/** What may be done to a host, and what each doing makes of that which was read before. */
@NullMarked
package dev.plumbline.api.action;

import org.jspecify.annotations.NullMarked;
