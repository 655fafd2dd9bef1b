package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation with a host that has nothing but sshd and a POSIX shell: one long-lived shell for each identity, one script for each
 * exchange, and tunnels for what is asked over the network.
 */
public final class ShellSession implements HostSession {
    private final Connection connection;
    private final ShellSettings settings;
    private final RedisClient redis;
    private final Tunnels tunnels;
    private final Shells shells;
    private RoundTrips roundTrips = new RoundTrips(0, 0);

    /** Begins nothing yet. The connection is closed together with this session. */
    public ShellSession(Connection connection, ShellSettings settings, RedisClient redis) {
        this.connection = connection;
        this.settings = settings;
        this.redis = redis;
        this.tunnels = new Tunnels(connection, redis);
        this.shells = new Shells(connection, settings);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for {@link Action.ProveReplication}, which several hosts take part in
     */
    @Override
    public Answers exchange(Exchange exchange) throws ConnectionException {
        if (exchange.actions().stream().anyMatch(Action.ProveReplication.class::isInstance)) {
            throw new IllegalArgumentException("a proof of replication is not for one host alone");
        }
        Round round = new Round(exchange);
        round.begin();
        return round.answers();
    }

    @Override
    public RoundTrips roundTrips() {
        return roundTrips;
    }

    @Override
    public void close() {
        shells.close();
        connection.close();
    }

    /** One exchange: as many scripts as the Redis commands among its actions make needed, most often one. */
    private final class Round {
        private final Exchange exchange;
        private final List<Question> questions;
        private final List<Read<?>> tunnelled;
        private final Outcomes outcomes = new Outcomes();
        private final Map<Read<?>, Known<?>> seen = new HashMap<>();
        private Asking asking = Asking.nothing();

        Round(Exchange exchange) {
            this.exchange = exchange;
            this.tunnelled = exchange.reads().stream().filter(Tunnels::answers).toList();
            this.questions = Questions.of(
                    exchange.reads().stream()
                            .filter(read -> !Tunnels.answers(read))
                            .toList(),
                    settings);
        }

        void begin() throws ConnectionException {
            List<Step> waiting = new ArrayList<>();
            for (Action action : exchange.actions()) {
                if (action instanceof SendRedis send) {
                    act(waiting);
                    waiting.clear();
                    if (outcomes.mayGoOn()) {
                        roundTrips = roundTrips.plus(new RoundTrips(0, 1));
                        outcomes.sent(redis.send(connection, send));
                    } else {
                        outcomes.skip();
                    }
                } else {
                    waiting.add(Steps.of(action, settings));
                }
            }
            if (!outcomes.mayGoOn()) {
                waiting.forEach(step -> outcomes.skip());
                waiting.clear();
            }
            look(waiting);
            asking.join().forEach(seen::put);
        }

        private void act(List<Step> steps) throws ConnectionException {
            if (!outcomes.mayGoOn()) {
                steps.forEach(step -> outcomes.skip());
            } else if (!steps.isEmpty()) {
                run(steps, List.of(), () -> {});
            }
        }

        /** The last actions and all reads; those through tunnels begin when the actions are done. */
        private void look(List<Step> steps) throws ConnectionException {
            if (outcomes.lost().isPresent()) {
                return;
            }
            if (!tunnelled.isEmpty()) {
                asking = Asking.prepare(() -> tunnels.ask(tunnelled));
                roundTrips = roundTrips.plus(new RoundTrips(0, 1));
            }
            if (steps.isEmpty()) {
                asking.start();
            }
            boolean whole = false;
            try {
                if (!steps.isEmpty() || !questions.isEmpty()) {
                    run(steps, questions, asking::start);
                }
                whole = outcomes.lost().isEmpty();
            } finally {
                asking.startIf(whole);
            }
        }

        private void run(List<Step> steps, List<Question> asked, Runnable actionsEnded) throws ConnectionException {
            Script.Writer writer = new Script.Writer();
            List<Integer> sections = steps.stream()
                    .map(step -> writer.action(step, settings.outputLimit()))
                    .toList();
            writer.actionsEnd();
            asked.forEach(question -> question.write(writer));
            roundTrips = roundTrips.plus(new RoundTrips(1, 0));
            Transcript transcript = shells.run(exchange.as(), writer.end(), actionsEnded);
            outcomes.heard(steps, sections, transcript);
            asked.forEach(question -> seen.putAll(question.answers(transcript)));
        }

        Answers answers() {
            Map<Read<?>, Known<?>> all = new HashMap<>();
            for (Read<?> read : exchange.reads()) {
                Known<?> known = seen.get(read);
                all.put(read, known == null ? unseen(read) : known);
            }
            return new Answers(outcomes.all(), all, outcomes.lost());
        }

        private Known<?> unseen(Read<?> read) {
            if (read instanceof Read.Owed && settings.state().isEmpty()) {
                return new Known.Seen<>(read.absent());
            }
            return new Known.Unreadable<>(
                    outcomes.lost().map(Answers.Lost::message).orElse("it was not asked"));
        }
    }
}
