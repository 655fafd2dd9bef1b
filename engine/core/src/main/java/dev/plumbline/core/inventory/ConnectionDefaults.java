package dev.plumbline.core.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds where a host's variables are silent.
 *
 * @param user {@code -u}; where absent, ssh_config decides
 * @param privateKey {@code --private-key}; where absent, ssh_config decides
 * @param workingDirectory absolute; what relative paths in variables are relative to
 * @param home absolute; what {@code ~} stands for
 */
public record ConnectionDefaults(
        Optional<String> user,
        Optional<Path> privateKey,
        Duration connectTimeout,
        Duration keepalive,
        Path workingDirectory,
        Path home) {}
