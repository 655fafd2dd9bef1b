package dev.plumbline.core.wire;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The shells of one connection: one for each identity, started when it is first needed. */
final class Shells implements AutoCloseable {
    private static final int MOST_BYTES_PER_CHARACTER = 3;

    private final Connection connection;
    private final ShellSettings settings;
    private final Map<Identity, Shell> standing = new HashMap<>();

    Shells(Connection connection, ShellSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /**
     * Runs a script as an identity. A first script travels together with the start of its shell.
     *
     * @throws ConnectionException where nothing of it was begun
     */
    Transcript run(Identity as, Script script, Runnable actionsEnded) throws ConnectionException {
        Shell shell = standing.get(as);
        if (shell != null && shell.isAlive()) {
            Transcript transcript = shell.run(script, actionsEnded);
            if (!diedUnseen(transcript)) {
                return transcript;
            }
        }
        shell = begin(as);
        standing.put(as, shell);
        Transcript transcript = shell.run(script, actionsEnded);
        if (diedUnseen(transcript)) {
            throw neverStarted(transcript.ending().orElseThrow(), transcript.noise());
        }
        return transcript;
    }

    /** Runs a script whose answer nobody needs, where there is a shell that can. */
    void runIfStanding(Identity as, Script script) {
        Shell shell = standing.get(as);
        if (shell != null && shell.isAlive()) {
            shell.run(script, () -> {});
        }
    }

    private Shell begin(Identity as) throws ConnectionException {
        return switch (as) {
            case Identity.Login() -> new Shell(connection.start(Loader.login()), settings);
            case Identity.Become(String user) -> {
                if (!Loader.isUser(user)) {
                    throw new ConnectionException(
                            "become.user",
                            "'" + Quote.shown(user) + "' is not a user's name",
                            "check become_user: letters, digits and _ . @ - only");
                }
                yield become(user);
            }
        };
    }

    /** Whether a shell had ended before it was spoken to, so that another can do all of it. */
    private static boolean diedUnseen(Transcript transcript) {
        return !transcript.begun()
                && transcript.ending().filter(Transcript.Ending::proven).isPresent();
    }

    private Shell become(String user) throws ConnectionException {
        Optional<Supplier<char[]>> password = settings.escalation().password();
        String prompt = Tokens.next();
        String hello = Tokens.next();
        String command =
                password.isPresent() ? Loader.becomeByPassword(user, prompt, hello) : Loader.become(user, hello);
        Shell shell = new Shell(connection.start(command), settings);
        Conversation conversation = shell.conversation();
        long patience = settings.escalation().patience().toMillis();
        boolean in = false;
        boolean asked = false;
        try {
            if (conversation.awaitNoise(seen -> greets(seen, hello) || prompts(seen, prompt) > 0, patience)) {
                if (!greets(conversation, hello)) {
                    asked = true;
                    send(password.orElseThrow(), shell.process().stdin());
                }
                conversation.awaitNoise(
                        seen -> greets(seen, hello)
                                || prompts(seen, prompt) > 1
                                || seen.noise(true).contains("try again"),
                        patience);
                in = greets(conversation, hello);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("ssh.interrupted", "interrupted while sudo asked", "run again", e);
        } finally {
            if (!in) {
                shell.close();
            }
        }
        if (!in) {
            throw refused(user, conversation, prompt, asked);
        }
        return shell;
    }

    private static ConnectionException refused(String user, Conversation conversation, String prompt, boolean asked) {
        String said = conversation.noise(true).replace(prompt, "");
        if (asked && prompts(conversation, prompt) > 1) {
            return Sudo.wrongPassword(user);
        }
        if (!conversation.isClosed() && !asked) {
            return new ConnectionException(
                    "become.prompt",
                    "sudo asked for something other than a password to become " + user + ": "
                            + Quote.shown(said.strip()),
                    "allow /bin/sh for the login user with NOPASSWD or a plain password in the host's sudoers");
        }
        return Sudo.failure(user, said, asked);
    }

    private static boolean greets(Conversation seen, String hello) {
        return seen.noise(false).contains(hello);
    }

    private static int prompts(Conversation seen, String prompt) {
        return seen.noise(true).split(prompt, -1).length - 1;
    }

    private static void send(Supplier<char[]> password, OutputStream stdin) throws ConnectionException {
        char[] characters = password.get();
        ByteBuffer encoded = ByteBuffer.allocate(characters.length * MOST_BYTES_PER_CHARACTER + 1);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
        encoded.put((byte) '\n').flip();
        try {
            stdin.write(encoded.array(), 0, encoded.limit());
            stdin.flush();
        } catch (IOException e) {
            throw new ConnectionException("ssh.closed", "the connection was lost while sudo asked", "run again", e);
        } finally {
            Arrays.fill(characters, '\0');
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    private static ConnectionException neverStarted(Transcript.Ending ending, String noise) {
        if (ending.status() == Loader.NO_DD) {
            return new ConnectionException(
                    "host.utilities", "there is no usable dd on the host", "install coreutils or busybox there");
        }
        String said = Quote.shown(
                noise.lines().filter(line -> !line.isBlank()).findFirst().orElse(""));
        return new ConnectionException(
                "ssh.shell",
                "no shell could be started: " + ending.reason().message() + (said.isEmpty() ? "" : ": " + said),
                "check that the user may log in and that /bin/sh works there");
    }

    @Override
    public void close() {
        standing.values().forEach(Shell::close);
        standing.clear();
    }
}
