package dev.plumbline.ssh;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.connection.RemoteProcess.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command to its end. */
final class Remote {

    record Result(Exit exit, String output, String errors) {}

    static Result run(Connection connection, String command)
            throws ConnectionException, IOException, InterruptedException, ExecutionException, TimeoutException {
        RemoteProcess process = connection.start(command);
        process.stdin().close();
        String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.stderr().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.exit().get(60, TimeUnit.SECONDS), output, errors);
    }

    private Remote() {}
}
