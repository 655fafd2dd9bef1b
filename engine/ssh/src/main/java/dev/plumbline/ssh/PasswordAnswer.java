package dev.plumbline.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers a server that asks for a password: once, so that a wrong one locks no account. */
final class PasswordAnswer implements UserInfo, UIKeyboardInteractive {

    private static final List<String> WORDS_FOR_PASSWORD = List.of(
            "assword",
            "asswort",
            "passcode",
            "passphrase",
            "mot de passe",
            "kennwort",
            "contraseña",
            "senha",
            "hasło",
            "heslo",
            "пароль",
            "wachtwoord",
            "lösenord",
            "密码",
            "密碼",
            "パスワード");

    private final Optional<Supplier<char[]>> password;
    private final List<String> notes = new ArrayList<>();
    private boolean answered;

    PasswordAnswer(Optional<Supplier<char[]>> password) {
        this.password = password;
    }

    /** Ends the login at once, where JSch would go on asking. */
    static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp(String message) {
            super(message);
        }
    }

    /** Returns what a server asked that had no answer. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public boolean promptPassword(String message) {
        if (password.isEmpty()) {
            return false;
        }
        if (answered) {
            throw new GivenUp("the password was not accepted");
        }
        return true;
    }

    @Override
    public @Nullable String getPassword() {
        return password.isEmpty() ? null : answer(password.get());
    }

    @Override
    public String @Nullable [] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        boolean asksForPassword = prompts.length == 1 && !echo[0] && isAboutPassword(prompts[0]);
        if (!asksForPassword || password.isEmpty()) {
            notes.add(
                    "the server asks \"" + Peer.printable(String.join(" ", prompts)) + "\", which cannot be answered");
            throw new GivenUp("a question without an answer");
        }
        if (answered) {
            throw new GivenUp("the password was not accepted");
        }
        return new String[] {answer(password.get())};
    }

    private String answer(Supplier<char[]> supplier) {
        answered = true;
        return new String(supplier.get());
    }

    private static boolean isAboutPassword(String prompt) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        return !lower.contains("one-time")
                && !lower.contains("new password")
                && WORDS_FOR_PASSWORD.stream().anyMatch(lower::contains);
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {}
}
