package dev.plumbline.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A ProxyCommand: a local process whose standard streams are the connection. It ends with the connection. */
final class CommandTransport implements Transport {

    private static final int LONGEST_COMPLAINT = 2_000;

    private final Process process;
    private final MeteredInput input;
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

    private CommandTransport(Process process) {
        this.process = process;
        this.input = new MeteredInput(process.getInputStream(), () -> {});
    }

    static CommandTransport start(String command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "exec " + command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        CommandTransport transport = new CommandTransport(builder.start());
        Thread.ofVirtual().name("proxy command errors").start(transport::listen);
        return transport;
    }

    private void listen() {
        byte[] buffer = new byte[1024];
        try (InputStream errors = process.getErrorStream()) {
            for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
                if (complaint.size() < LONGEST_COMPLAINT) {
                    complaint.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // The process has ended: what it said so far is all there is.
            return;
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return process.getOutputStream();
    }

    @Override
    public long lastReceived() {
        return input.lastReceived();
    }

    @Override
    public boolean hasEnded() {
        return input.hasEnded();
    }

    @Override
    public String complaint() {
        try {
            // The command's last words may come a moment after its output has ended.
            process.waitFor(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Peer.printable(complaint.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
