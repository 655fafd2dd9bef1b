package dev.plumbline.core.program;

import java.util.Optional;

/**
 * Something that can't be right in what the user wrote.
 *
 * @param code stable, as in {@code playbook.parameter.unknown}
 * @param at empty where no file is to blame, as for an option of the command line
 * @param message what and why, without secrets
 * @param remedy what to do, the nearest right name included
 */
public record Problem(String code, Optional<Position> at, String message, String remedy) {}
