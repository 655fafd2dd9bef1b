package dev.plumbline.ssh.config;

/** Something in ssh_config that can't be honoured: {@code file:line: what and why}. */
final class ConfigProblem extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigProblem(Origin origin, String problem) {
        super(origin + ": " + problem);
    }
}
