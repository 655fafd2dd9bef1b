package dev.plumbline.core.wire;

import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import dev.plumbline.core.exchange.Answers.Lost;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One long-lived shell on a host, to which scripts are sent one after the other. */
final class Shell implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    private static final int BUFFER = 32 << 10;
    private static final int GRACE_MILLIS = 2000;

    /** What runs changes meanwhile, and with it how long it may be silent. */
    private static final int LOOK_MILLIS = 500;

    private final RemoteProcess process;
    private final ShellSettings settings;
    private final Conversation conversation = new Conversation();
    private final String marker = Tokens.next();
    private boolean taught;
    private boolean dead;

    Shell(RemoteProcess process, ShellSettings settings) {
        this.process = process;
        this.settings = settings;
        pump("stdout", process.stdout(), conversation.output(), false);
        pump("stderr", process.stderr(), conversation.error(), true);
    }

    Conversation conversation() {
        return conversation;
    }

    RemoteProcess process() {
        return process;
    }

    boolean isAlive() {
        return !dead && !conversation.isClosed() && !process.exit().isDone();
    }

    /**
     * Sends a script and waits for its end.
     *
     * @param actionsEnded called when the script's actions are done, on another thread
     */
    Transcript run(Script script, Runnable actionsEnded) {
        conversation.expect(script, new Budget(settings.exchangeLimit()), actionsEnded);
        Thread sender = Thread.ofVirtual().name("plumb-send").start(() -> send(script));
        Optional<Transcript.Ending> ending = await();
        try {
            if (ending.isPresent()) {
                close();
            }
            sender.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
        }
        return new Transcript(conversation.sections(), conversation.isBegun(), ending, conversation.noise(true));
    }

    private Optional<Transcript.Ending> await() {
        try {
            while (!conversation.isFinished()) {
                Duration limit = conversation.isPatient() ? settings.patience() : settings.idle();
                long left = limit.toNanos() - conversation.silence();
                if (conversation.isClosed()) {
                    return conversation.isFinished() ? Optional.empty() : Optional.of(ended());
                }
                if (left <= 0) {
                    return Optional.of(lost(
                            "ssh.timeout",
                            "the host was silent for " + limit.toSeconds() + " s",
                            "look whether the host is overloaded or hangs, and run again: its state is read anew"));
                }
                conversation.await(Math.min(left / 1_000_000 + 1, LOOK_MILLIS));
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(lost("ssh.interrupted", "interrupted", "run again: the host's state is read anew"));
        }
    }

    private static Transcript.Ending lost(String code, String message, String remedy) {
        return new Transcript.Ending(new Lost(code, message, remedy), false, -1);
    }

    private Transcript.Ending ended() throws InterruptedException {
        String again = "run again: the host's state is read anew";
        try {
            return switch (process.exit().get(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                case Exit.Status(int code) ->
                    new Transcript.Ending(
                            new Lost("ssh.shell", "the shell on the host ended with exit status " + code, again),
                            true,
                            code);
                case Exit.Signal(String name) ->
                    new Transcript.Ending(
                            new Lost("ssh.shell", "the shell on the host was killed by signal " + name, again),
                            true,
                            -1);
                case Exit.Lost(String reason) -> lost("ssh.closed", "the connection was lost: " + reason, again);
            };
        } catch (ExecutionException | TimeoutException e) {
            return lost("ssh.closed", "the connection was lost", again);
        }
    }

    private void send(Script script) {
        byte[] text = ((taught ? "" : HostFunctions.with(marker)) + script.text()).getBytes(StandardCharsets.UTF_8);
        taught = true;
        try {
            OutputStream out = new BufferedOutputStream(process.stdin(), BUFFER);
            out.write((text.length + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(text);
            for (Payload payload : script.payloads()) {
                send(payload, out);
            }
            out.flush();
        } catch (IOException e) {
            // The shell is gone: its streams end, and there it is told.
            conversation.news();
        }
    }

    /** In chunks, between which it is broken off where the host has no use for the rest. */
    private void send(Payload payload, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = open(payload)) {
            int length = read(in, chunk);
            while (length > 0 && !conversation.isFailing()) {
                out.write((length + "\n").getBytes(StandardCharsets.US_ASCII));
                out.write(chunk, 0, length);
                conversation.news();
                length = read(in, chunk);
            }
            out.write((length == 0 ? "0\n" : "-\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static InputStream open(Payload payload) {
        try {
            return payload.open();
        } catch (IOException e) {
            return InputStream.nullInputStream();
        }
    }

    /** Returns −1 where it can't be read here: broken off, so that the host finds the content wrong. */
    private static int read(InputStream in, byte[] chunk) {
        try {
            return in.readNBytes(chunk, 0, chunk.length);
        } catch (IOException e) {
            return -1;
        }
    }

    private void pump(String name, InputStream stream, Frames.Listener listener, boolean error) {
        Frames frames = new Frames(marker, listener);
        Thread.ofVirtual().name("plumb-" + name).start(() -> {
            byte[] buffer = new byte[BUFFER];
            try (stream) {
                int length = stream.read(buffer);
                while (length >= 0) {
                    frames.feed(buffer, 0, length);
                    length = stream.read(buffer);
                }
            } catch (IOException e) {
                // Closed or lost: for whoever waits it is the end of the stream.
                frames.end();
            }
            conversation.closed(error);
        });
    }

    @Override
    public void close() {
        dead = true;
        process.close();
    }
}
