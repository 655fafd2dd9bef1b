package dev.plumbline.redis;

import dev.plumbline.api.action.Action.ProveReplication;
import dev.plumbline.api.action.Action.ProveReplication.Node;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisAnswer.Refused;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.read.RedisAnswer.Unreachable;
import dev.plumbline.api.read.RedisErrors;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.ReplicationProver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Proves replication by a marker that expires by itself should all else fail. */
public final class JedisReplicationProver implements ReplicationProver {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int EXPIRY_SECONDS = 60;

    /** A step of the proof didn't come about. */
    private static final class NotProven extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String remedy;

        private NotProven(String code, String message, String remedy) {
            super(message);
            this.code = code;
            this.remedy = remedy;
        }
    }

    /** A node and the way to its server. */
    private record Spoken(Node node, Talk conversation) {
        String name() {
            return node.host() + " (" + node.server().address() + ":"
                    + node.server().port() + ")";
        }
    }

    @Override
    public StepOutcome prove(ProveReplication proof, Connections connections) {
        List<Spoken> open = new ArrayList<>();
        try {
            Spoken master = open(proof.master(), connections, open);
            List<Spoken> replicas = new ArrayList<>();
            for (Node replica : proof.replicas()) {
                replicas.add(open(replica, connections, open));
            }
            prove(master, replicas, proof.timeout());
            return new StepOutcome.Done(Optional.empty());
        } catch (NotProven e) {
            return new StepOutcome.Failed(e.code, e.getMessage() + "", e.remedy, Optional.empty());
        } finally {
            open.forEach(spoken -> spoken.conversation().close());
        }
    }

    private static Spoken open(Node node, Connections connections, List<Spoken> open) throws NotProven {
        try {
            Spoken spoken = new Spoken(node, talk(connections.to(node.host()), node.server()));
            open.add(spoken);
            return spoken;
        } catch (ConnectionException e) {
            throw new NotProven(e.code(), e.getMessage() + "", e.remedy());
        }
    }

    private static Talk talk(Link to, RedisServer server) {
        Conversation tunnelled = Conversation.open(to.connection(), server, PATIENCE);
        return tunnelled.isForbidden() ? new HostTalk(to.session(), server) : tunnelled;
    }

    private static void prove(Spoken master, List<Spoken> replicas, Duration timeout) throws NotProven {
        String key = "plumbline:proof:" + UUID.randomUUID();
        String value = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            expect(
                    master,
                    master.conversation().ask("SET", key, value, "EX", EXPIRY_SECONDS + "", "NX"),
                    "takes no write");
            for (Spoken replica : replicas) {
                await(replica, List.of("GET", key), Data.of(value)::equals, deadline, "did not receive the key");
            }
        } catch (NotProven e) {
            throw withCleanUp(e, master, key);
        }
        expect(
                master,
                master.conversation().ask("DEL", key),
                "does not delete; the key expires within " + EXPIRY_SECONDS + " s");
        for (Spoken node : replicas) {
            await(node, List.of("EXISTS", key), Data.of(0)::equals, deadline, "still has the deleted key");
        }
    }

    /** The marker is deleted whatever happened; where that fails too, it is said that it expires. */
    private static NotProven withCleanUp(NotProven failure, Spoken master, String key) {
        return master.conversation().ask("DEL", key) instanceof Reply
                ? failure
                : new NotProven(
                        failure.code,
                        failure.getMessage() + "; the key " + key + " on " + master.name() + " expires within "
                                + EXPIRY_SECONDS + " s",
                        failure.remedy);
    }

    private static void expect(Spoken node, RedisAnswer answer, String otherwise) throws NotProven {
        switch (answer) {
            case Reply reply -> {}
            case Refused refused ->
                throw new NotProven(
                        RedisErrors.code(refused.kind()),
                        node.name() + " " + otherwise + ": " + refused.error(),
                        RedisErrors.remedy(refused.kind()));
            case Unreachable(String code, String reason) ->
                throw new NotProven(RedisErrors.code(code), node.name() + ": " + reason, RedisErrors.remedy(code));
        }
    }

    /** Asks again until the answer is as expected. A replica that loads or waits for its master may still come round. */
    private static void await(
            Spoken node, List<String> command, Predicate<Data> expected, long deadline, String otherwise)
            throws NotProven {
        while (true) {
            RedisAnswer answer = node.conversation().ask(command.toArray(String[]::new));
            if (answer instanceof Reply(Data data) && expected.test(data)) {
                return;
            }
            boolean late = System.nanoTime() - deadline >= 0;
            if (late || !mayComeRound(answer)) {
                expect(node, answer, otherwise);
                throw new NotProven(
                        "redis.notreplicated",
                        node.name() + " " + otherwise + " in time",
                        "look at master_link_status and the lag in INFO replication there");
            }
            pause();
        }
    }

    private static boolean mayComeRound(RedisAnswer answer) {
        return answer instanceof Reply
                || (answer instanceof Refused refused
                        && (refused.kind().equals("LOADING") || refused.kind().equals("MASTERDOWN")));
    }

    private static void pause() throws NotProven {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotProven("interrupted", "interrupted while waiting for the replicas", "run it again");
        }
    }
}
