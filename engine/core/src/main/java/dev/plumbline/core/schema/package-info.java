/** JSON Schemas of what users write, from the tables that read it. */
@NullMarked
package dev.plumbline.core.schema;

import org.jspecify.annotations.NullMarked;
