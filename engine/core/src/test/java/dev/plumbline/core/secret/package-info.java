@NullMarked
package dev.plumbline.core.secret;

import org.jspecify.annotations.NullMarked;
