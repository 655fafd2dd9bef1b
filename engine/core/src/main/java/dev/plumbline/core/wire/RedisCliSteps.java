package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.Optional;

/** Commands that the host's own client sends to a Redis server. */
final class RedisCliSteps {

    private RedisCliSteps() {}

    static Step send(SendRedis send) {
        return new Step(
                RedisCli.send(send.server(), send.commands()),
                Optional.empty(),
                true,
                Optional.of(send.summary()),
                said -> outcome(send, said));
    }

    private static StepOutcome outcome(SendRedis send, Section said) {
        if (!said.ended()) {
            return new StepOutcome.Unknown("its end was not seen");
        }
        Optional<String> error =
                RedisCli.lastAnswer(send.server(), send.commands(), said).failure();
        return Outcomes.sent(error.isPresent() || said.succeeded() ? error : Optional.of("lost " + Marks.reason(said)));
    }
}
