package dev.plumbline.testkit.contract;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.core.wire.RedisClient;
import dev.plumbline.core.wire.ShellSession;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.testkit.HostSessionContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The host in memory and this machine's shell pass the same tests. */
class ShellContractTest extends HostSessionContract {
    private static final RedisClient NO_REDIS = new RedisClient() {
        @Override
        public Map<RedisQuery, RedisAnswer> query(Connection connection, List<RedisQuery> queries) {
            throw new AssertionError("the contract asks no Redis server");
        }

        @Override
        public Optional<String> send(Connection connection, SendRedis commands) {
            throw new AssertionError("the contract sends nothing to Redis");
        }
    };

    @TempDir
    Path folder = Path.of("/nonexistent");

    private Optional<ShellSession> session = Optional.empty();

    @BeforeEach
    void connect() throws IOException {
        folder = folder.toRealPath();
        Files.createDirectory(folder.resolve("files"));
        ShellSettings settings = ShellSettings.standard().withState(Optional.of(new AbsolutePath(folder + "/state")));
        session = Optional.of(new ShellSession(new LocalMachine(), settings, NO_REDIS));
    }

    @AfterEach
    void disconnect() {
        session.ifPresent(ShellSession::close);
    }

    @Override
    protected HostSession session() {
        return session.orElseThrow();
    }

    @Override
    protected AbsolutePath directory() {
        return new AbsolutePath(folder + "/files");
    }
}
