package dev.plumbline.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import dev.plumbline.core.connection.RemoteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process behind an exec channel. Its end is told by JSch closing the error stream: that comes after the exit status, whichever way
 * round status and end of output came.
 */
final class SshProcess implements RemoteProcess {

    private final ChannelExec channel;
    private final ByteQueue output;
    private final ByteQueue errors;
    private final OutputStream stdin;
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final AtomicReference<@Nullable String> ownReason = new AtomicReference<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final Supplier<String> lossReason;
    private final Runnable onFinish;
    private volatile boolean outputWhole;

    /**
     * @param lossReason why the connection is lost; asked where the process ends without an exit status
     * @param onFinish runs once, when the channel is free again
     */
    SshProcess(ChannelExec channel, int unreadBytes, Supplier<String> lossReason, Runnable onFinish)
            throws IOException {
        this.channel = channel;
        this.lossReason = lossReason;
        this.onFinish = onFinish;
        output = new ByteQueue(unreadBytes);
        errors = new ByteQueue(unreadBytes);
        channel.setOutputStream(new QueueSink(output, () -> overflow("output"), this::outputEnded));
        channel.setErrStream(new QueueSink(errors, () -> overflow("error output"), this::finish));
        stdin = new ProcessInput(channel);
    }

    void connect() throws JSchException {
        channel.connect();
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return output.asStream();
    }

    @Override
    public InputStream stderr() {
        return errors.asStream();
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit.copy();
    }

    @Override
    public void close() {
        ownReason.compareAndSet(null, "it was closed by this side before it ended");
        channel.disconnect();
        output.discard();
        errors.discard();
        finish();
    }

    private void overflow(String stream) {
        ownReason.compareAndSet(null, "its " + stream + " grew beyond what may lie unread");
        // Not here: this is the thread that reads for all channels of the connection.
        Thread.ofVirtual().name("ssh overflow").start(channel::disconnect);
    }

    private void outputEnded() {
        if (!channel.isClosed()) {
            outputWhole = true;
        }
    }

    private void finish() {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        output.end();
        errors.end();
        Exit how = howItEnded();
        // What waits for the exit runs elsewhere, not in the thread that reads for all channels.
        exit.completeAsync(
                () -> how, task -> Thread.ofVirtual().name("ssh exit").start(task));
        onFinish.run();
    }

    private Exit howItEnded() {
        String reason = ownReason.get();
        if (reason != null) {
            return new Exit.Lost(reason);
        }
        String signal = channel.getExitSignal();
        if (signal != null && !signal.isEmpty()) {
            return new Exit.Signal(Peer.printable(signal));
        }
        int status = channel.getExitStatus();
        if (status >= 0 && outputWhole) {
            return new Exit.Status(status);
        }
        return new Exit.Lost(lossReason.get());
    }

    /**
     * Writes each piece whole and at once, so that nothing is held back from a process that waits for it.
     *
     * <p>JSch itself looks at a channel's state only where the window is full, and a server ends the whole connection over data on a
     * channel that was closed. It marks a channel as closed under the channel's monitor, so that is held from the look to the last packet.
     */
    private static final class ProcessInput extends OutputStream {
        private final ChannelExec channel;
        private final OutputStream target;

        ProcessInput(ChannelExec channel) throws IOException {
            super();
            this.channel = channel;
            this.target = channel.getOutputStream();
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            synchronized (channel) {
                if (channel.isClosed() || !channel.isConnected()) {
                    throw new IOException("the remote process has ended");
                }
                target.write(source, offset, length);
                target.flush();
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (channel) {
                target.close();
            }
        }
    }
}
