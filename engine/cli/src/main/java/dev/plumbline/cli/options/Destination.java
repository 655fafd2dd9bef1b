package dev.plumbline.cli.options;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a report goes in which format.
 *
 * @param file absolute; standard output where absent
 */
public record Destination(Format format, Optional<Path> file) {}
