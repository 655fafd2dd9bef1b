package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.SendRedis;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.About;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A conversation with a host that has nothing but sshd and a POSIX shell: one long-lived shell for each identity, one script for each
 * exchange, and tunnels for what is asked over the network. Where the SSH server forbids these, the Redis client that the host has asks
 * instead, in the same shell.
 */
public final class ShellSession implements HostSession {
    private final Connection connection;
    private final ShellSettings settings;
    private final Tunnels tunnels;
    private final Shells shells;
    private final Optional<HostLock> lock;
    private final ReentrantLock turn = new ReentrantLock();
    private Identity speaking = new Identity.Login();
    private boolean byClient;
    private volatile boolean abandoned;
    private RoundTrips roundTrips = new RoundTrips(0, 0);

    /** Begins nothing yet. The connection is closed together with this session. */
    public ShellSession(Connection connection, ShellSettings settings, RedisClient redis) {
        this.connection = connection;
        this.settings = settings;
        this.tunnels = new Tunnels(connection, redis);
        this.shells = new Shells(connection, settings);
        this.lock = HostLock.of(settings);
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
        turn.lock();
        try {
            speaking = exchange.as();
            long began = System.nanoTime();
            Answers answers = round(exchange);
            while (HostLock.isHeldByAnother(answers.outcomes()) && mayWait(began)) {
                answers = round(exchange);
            }
            return answers;
        } finally {
            turn.unlock();
        }
    }

    private Answers round(Exchange exchange) throws ConnectionException {
        Round round = new Round(exchange);
        round.begin();
        return round.answers();
    }

    /** Pauses for a second. */
    private boolean mayWait(long began) {
        Duration patience = lock.map(HostLock::wanted).map(RunLock::patience).orElse(Duration.ZERO);
        if (abandoned || System.nanoTime() - began >= patience.toNanos()) {
            return false;
        }
        try {
            Thread.sleep(Duration.ofSeconds(1));
            return !abandoned;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void abandonWaiting() {
        abandoned = true;
    }

    /** In the shell that was last spoken to, so that no further one is needed. */
    @Override
    public RedisAnswer askRedis(RedisServer server, List<Text> command) throws ConnectionException {
        turn.lock();
        try {
            Script.Writer writer = new Script.Writer();
            int section = writer.read(RedisCli.ask(server, List.of(command)), false, settings.outputLimit());
            roundTrips = roundTrips.plus(new RoundTrips(1, 0));
            Section said = shells.run(speaking, writer.end(), () -> {}).section(section);
            byClient |= !RedisCli.isMissing(said);
            return RedisCli.answers(server, List.of(command), said).getFirst();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<String> notes() {
        return byClient
                ? List.of("its SSH server forbids tunnels: Redis was asked by redis-cli on the host")
                : List.of();
    }

    @Override
    public RoundTrips roundTrips() {
        return roundTrips;
    }

    @Override
    public void close() {
        lock.ifPresent(this::release);
        shells.close();
        connection.close();
    }

    /** A lock that can't be given back is proven dead by the next run, as the session that took it has ended. */
    private void release(HostLock taken) {
        for (Identity as : taken.held()) {
            Script.Writer writer = new Script.Writer();
            writer.read(taken.release(), false, settings.outputLimit());
            shells.runIfStanding(as, writer.end());
        }
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
            this.tunnelled = exchange.reads().stream().filter(tunnels::answers).toList();
            this.questions = Questions.of(
                    exchange.reads().stream()
                            .filter(read -> !tunnels.answers(read))
                            .toList(),
                    settings);
        }

        void begin() throws ConnectionException {
            List<Step> waiting = new ArrayList<>();
            if (!exchange.actions().isEmpty()) {
                lock.ifPresent(needed -> waiting.add(needed.take(exchange.as())));
            }
            for (int i = 0; i < exchange.actions().size(); i++) {
                Action action = exchange.actions().get(i);
                if (action instanceof SendRedis send && !tunnels.isForbidden(send.server())) {
                    act(waiting);
                    waiting.clear();
                    send(send, exchange.about(i), waiting);
                } else {
                    waiting.add(Steps.of(action, exchange.about(i), settings));
                }
            }
            if (!outcomes.mayGoOn()) {
                waiting.forEach(step -> outcomes.skip());
                waiting.clear();
            }
            look(waiting);
            asking.join().forEach(seen::put);
            askAgain(tunnelled.stream().filter(tunnels::isForbidden).toList());
            byClient |= exchange.reads().stream().anyMatch(read -> tunnels.isForbidden(read) && isAnswered(read));
        }

        /** Through a tunnel; where none may be opened, together with what else is to be done in the shell. */
        private void send(SendRedis send, About about, List<Step> waiting) {
            if (!outcomes.mayGoOn()) {
                outcomes.skip();
                return;
            }
            roundTrips = roundTrips.plus(new RoundTrips(0, 1));
            Optional<String> error = tunnels.send(send);
            if (tunnels.isForbidden(send.server())) {
                waiting.add(Steps.of(send, about, settings));
            } else {
                outcomes.add(Outcomes.sent(error));
            }
        }

        /** What no tunnel was opened for is asked from the host, in one further script. */
        private void askAgain(List<Read<?>> forbidden) throws ConnectionException {
            if (forbidden.isEmpty() || outcomes.lost().isPresent()) {
                return;
            }
            try {
                run(List.of(), Questions.of(forbidden, settings), () -> {});
            } catch (ConnectionException e) {
                if (outcomes.all().isEmpty()) {
                    throw e;
                }
                forbidden.forEach(read -> seen.put(read, new Known.Unreadable<>(e.getMessage() + "")));
            }
        }

        private boolean isAnswered(Read<?> read) {
            return seen.get(read) instanceof Known.Seen<?>(Object value)
                    && !(value instanceof RedisAnswer.Unreachable unreachable
                            && unreachable.code().equals("forbidden"))
                    && !(value instanceof Reachability.Failed);
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
            return new Answers(outcomesOfActions(), all, outcomes.lost());
        }

        /** Where the lock could not be taken, that is what became of the first action. */
        private List<StepOutcome> outcomesOfActions() {
            List<StepOutcome> all = outcomes.all();
            if (lock.isEmpty() || all.isEmpty()) {
                return all;
            }
            List<StepOutcome> ofActions = new ArrayList<>(all.subList(1, all.size()));
            if (!(all.getFirst() instanceof StepOutcome.Done)) {
                ofActions.set(0, all.getFirst());
            }
            return ofActions;
        }

        private Known<?> unseen(Read<?> read) {
            if ((read instanceof Read.Owed || read instanceof Read.LeftBy)
                    && settings.state().isEmpty()) {
                return new Known.Seen<>(read.absent());
            }
            return new Known.Unreadable<>(
                    outcomes.lost().map(Answers.Lost::message).orElse("it was not asked"));
        }
    }
}
