package dev.plumbline.testkit;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.List;

/** What Redis servers answer to an {@link InMemoryHost}. */
public interface RedisSimulation {

    /** No server anywhere. */
    RedisSimulation NONE = new RedisSimulation() {
        @Override
        public RedisAnswer query(RedisServer server, List<String> command) {
            return new RedisAnswer.Unreachable(
                    "refused", "nothing listens on " + server.address() + ":" + server.port());
        }

        @Override
        public StepOutcome send(Action.SendRedis action) {
            return new StepOutcome.Failed("redis.refused", "nothing listens there", "", java.util.Optional.empty());
        }

        @Override
        public StepOutcome prove(Action.ProveReplication action) {
            return new StepOutcome.Failed("redis.refused", "nothing listens there", "", java.util.Optional.empty());
        }
    };

    RedisAnswer query(RedisServer server, List<String> command);

    StepOutcome send(Action.SendRedis action);

    StepOutcome prove(Action.ProveReplication action);
}
