package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.core.connection.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port through which Redis servers are spoken to, by tunnels of a host's connection. {@code redis} implements it. */
public interface RedisClient {

    /**
     * Asks each query. Those of the same server share one tunnel and are sent together.
     *
     * @return one answer for each query; where no conversation came about, {@link RedisAnswer.Unreachable}
     */
    Map<RedisQuery, RedisAnswer> query(Connection connection, List<RedisQuery> queries);

    /**
     * Sends the commands in order, stopping at the first error.
     *
     * @return the error, without secrets, its first word the kind that the server or {@link RedisAnswer.Unreachable} gives; empty
     *     where all were done
     */
    Optional<String> send(Connection connection, SendRedis commands);
}
