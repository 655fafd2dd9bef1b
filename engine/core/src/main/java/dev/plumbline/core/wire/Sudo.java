package dev.plumbline.core.wire;

import dev.plumbline.core.connection.ConnectionException;
import java.util.List;
import java.util.Optional;

/** What sudo's messages mean. They are asked for in English ({@code LC_ALL=C}); sources: sudo's and sudo-rs' own texts. */
final class Sudo {

    private Sudo() {}

    /** Whether a password may help where {@code sudo -n} failed: also where what it said is not understood. */
    static boolean wantsPassword(String said) {
        return refusal("", said, false)
                .map(refused -> refused.code().equals("become.password.missing"))
                .orElse(true);
    }

    /**
     * Why sudo did not let us in.
     *
     * @param said what came on the error stream
     * @param asked whether a password was sent
     */
    static ConnectionException failure(String user, String said, boolean asked) {
        return refusal(user, said, asked)
                .orElseGet(() -> error(
                        "become.denied",
                        "sudo did not let us become " + user + (last(said).isEmpty() ? "" : ": " + last(said)),
                        "try 'sudo -u " + user + " /bin/sh' on the host"));
    }

    static ConnectionException wrongPassword(String user) {
        return error(
                "become.password.wrong",
                "the password that sudo asks for to become " + user + " is wrong",
                "check the become password; it was tried once, so as not to lock the account");
    }

    private static Optional<ConnectionException> refusal(String user, String said, boolean asked) {
        if (said.contains(Loader.NO_SUDO)) {
            return Optional.of(error(
                    "become.missing",
                    "there is no sudo on the host to become " + user,
                    "install sudo, or log in as " + user));
        }
        if (any(said, "you must have a tty", "sudo: no tty present and no askpass")) {
            return Optional.of(error(
                    "become.terminal",
                    "sudo insists on a terminal on the host (requiretty)",
                    "add 'Defaults:LOGIN_USER !requiretty' to the host's sudoers"));
        }
        if (any(said, "unknown user", "user not found")) {
            return Optional.of(error("become.user", "there is no user " + user + " on the host", "check become_user"));
        }
        if (any(
                said,
                "is not in the sudoers file",
                "is not allowed to execute",
                "is not allowed to run sudo",
                "may not run sudo",
                "I'm sorry",
                "is not allowed to use sudo")) {
            return Optional.of(error(
                    "become.denied",
                    "the host's sudoers do not let us run /bin/sh as " + user + ": " + last(said),
                    "allow /bin/sh as " + user + " for the login user in the host's sudoers"));
        }
        if (asked
                && any(
                        said,
                        "Sorry, try again",
                        "incorrect password attempt",
                        "incorrect authentication attempt",
                        "Authentication failed",
                        "no password was provided")) {
            return Optional.of(wrongPassword(user));
        }
        if (any(said, "a password is required", "interactive authentication is required")) {
            return Optional.of(error(
                    "become.password.missing",
                    "sudo asks for a password to become " + user,
                    "give it by --ask-become-pass or ansible_become_password, or allow NOPASSWD for /bin/sh in the"
                            + " host's sudoers"));
        }
        return Optional.empty();
    }

    private static boolean any(String said, String... parts) {
        return List.of(parts).stream().anyMatch(said::contains);
    }

    private static String last(String said) {
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty() ? "" : Quote.shown(lines.getLast());
    }

    private static ConnectionException error(String code, String message, String remedy) {
        return new ConnectionException(code, message, remedy);
    }
}
