package dev.plumbline.testkit.contract;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** This machine as a host: its shell is a local process. */
final class LocalMachine implements Connection {
    private final List<Process> started = new CopyOnWriteArrayList<>();

    @Override
    public RemoteProcess start(String command) throws ConnectionException {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command).start();
            started.add(process);
            return new LocalProcess(process);
        } catch (IOException e) {
            throw new ConnectionException("test.start", "no shell here", "mend the test", e);
        }
    }

    @Override
    public Socket tunnel(String address, int port, Duration timeout) {
        throw new AssertionError("the contract needs no tunnel");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }

    private record LocalProcess(Process process) implements RemoteProcess {
        @Override
        public OutputStream stdin() {
            return process.getOutputStream();
        }

        @Override
        public InputStream stdout() {
            return process.getInputStream();
        }

        @Override
        public InputStream stderr() {
            return process.getErrorStream();
        }

        @Override
        public CompletableFuture<Exit> exit() {
            return process.onExit().thenApply(ended -> new Exit.Status(ended.exitValue()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
