/** What a plan, an apply or a drift came to, as text and as JSON. Pure: a report goes in, characters come out. */
@NullMarked
package dev.plumbline.cli.report;

import org.jspecify.annotations.NullMarked;
