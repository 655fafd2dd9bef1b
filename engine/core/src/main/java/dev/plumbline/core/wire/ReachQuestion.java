package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.TcpReach;
import java.time.Duration;
import java.util.Map;

/** Whether a port can be reached from the host, tried by the Redis client that the host has: it connects before it is told anything. */
final class ReachQuestion implements Question {
    private static final long LONGEST_SECONDS = 20;

    private final TcpReach reach;
    private int section;

    ReachQuestion(TcpReach reach) {
        this.reach = reach;
    }

    @Override
    public void write(Script.Writer script) {
        Duration wait = reach.timeout();
        long seconds = Math.clamp(wait.plusMillis(999).toSeconds(), 1, LONGEST_SECONDS);
        section = script.read(RedisCli.connect(reach.address(), reach.port(), seconds), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        return Map.of(reach, new Seen<>(reachability(transcript.section(section))));
    }

    static Reachability reachability(Section said) {
        if (RedisCli.isMissing(said)) {
            return new Reachability.Failed(
                    "the SSH server forbids tunnels, and the host has neither redis-cli nor valkey-cli to try it");
        }
        String error = said.errorText();
        if (error.contains("Connection refused")) {
            return new Reachability.Refused();
        }
        if (error.contains("timed out")) {
            return new Reachability.TimedOut();
        }
        if (error.contains("Could not connect")) {
            return new Reachability.Failed(said.lastError());
        }
        if (!said.ended()) {
            return new Reachability.Failed(Marks.reason(said));
        }
        return said.succeeded() ? new Reachability.Open() : new Reachability.TimedOut();
    }
}
