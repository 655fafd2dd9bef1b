/** Runs the packaged program once, so that Java learns which classes it needs. Part of packaging, not a test. */
@NullMarked
package dev.plumbline.cli.training;

import org.jspecify.annotations.NullMarked;
