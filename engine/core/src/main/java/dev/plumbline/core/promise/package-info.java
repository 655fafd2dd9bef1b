/** What a plan promises: what an apply may do, and what has become of it since. Pure. */
@NullMarked
package dev.plumbline.core.promise;

import org.jspecify.annotations.NullMarked;
