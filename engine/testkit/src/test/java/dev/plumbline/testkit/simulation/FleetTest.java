package dev.plumbline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Opener;
import dev.plumbline.core.run.Run;
import dev.plumbline.testkit.InMemoryHost;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several names for one machine. */
class FleetTest {
    private static final HostName ONE = new HostName("redis-6379");
    private static final HostName TWO = new HostName("redis-6380");
    private static final HostName OTHER = new HostName("other");

    private final InMemoryHost machine = new InMemoryHost("machine");
    private final InMemoryHost another = new InMemoryHost("another");
    private final ConcurrentLinkedQueue<HostName> opened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger speaking = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** Both names of the machine have one endpoint. */
    private final class Names implements Opener {
        @Override
        public Link open(HostName host) throws ConnectionException {
            opened.add(host);
            HostSession session = host.equals(OTHER) ? another.reconnect() : new Watched(machine.reconnect());
            return new Link(new RunTest.NoConnection(), session);
        }

        @Override
        public Object endpoint(HostName host) {
            return host.equals(OTHER) ? host : "192.0.2.7:22";
        }
    }

    private final class Watched implements HostSession {
        private final HostSession session;

        Watched(HostSession session) {
            this.session = session;
        }

        @Override
        public Answers exchange(Exchange exchange) throws ConnectionException {
            together.accumulateAndGet(speaking.incrementAndGet(), Math::max);
            try {
                Thread.sleep(20);
                return session.exchange(exchange);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                speaking.decrementAndGet();
            }
        }

        @Override
        public RoundTrips roundTrips() {
            return session.roundTrips();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            session.close();
        }
    }

    private static Program program(HostName... hosts) {
        List<HostName> all = List.of(hosts);
        List<Node> tasks = List.of(
                Programs.task("one", new TestModules.Line("/etc/x", "1")).task());
        return new Program("site.yml", List.of(Programs.play(all, tasks)), all);
    }

    @Test
    void shareOneConnectionAndAreServedOneAfterTheOther() throws InterruptedException {
        Program program = program(ONE, TWO, OTHER);
        HostSession.RoundTrips roundTrips;
        Plan applied;
        try (Fleet fleet = new Fleet(new Names(), 10)) {
            Run run = new Run(
                    program, fleet, (proof, connections) -> new StepOutcome.Done(Optional.empty()), Observer.NONE);
            applied = run.apply(run.plan());
            roundTrips = fleet.roundTrips();
        }

        assertThat(opened).hasSize(2).contains(OTHER);
        assertThat(together).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(applied.hosts()).hasSize(3);
        assertThat(machine.state("/etc/x").toString()).startsWith("Regular");
        assertThat(roundTrips.shell()).isGreaterThan(3);
    }

    @Test
    void areUnreachableTogetherAfterOneAttempt() throws InterruptedException {
        Program program = program(ONE, TWO);
        Opener refusing = new Opener() {
            @Override
            public Link open(HostName host) throws ConnectionException {
                opened.add(host);
                throw new ConnectionException("ssh.refused", "refused", "start sshd");
            }

            @Override
            public Object endpoint(HostName host) {
                return "192.0.2.7:22";
            }
        };
        try (Fleet fleet = new Fleet(refusing, 10)) {
            Plan plan = new Run(
                            program,
                            fleet,
                            (proof, connections) -> new StepOutcome.Done(Optional.empty()),
                            Observer.NONE)
                    .plan();
            assertThat(plan.hosts())
                    .allSatisfy(host -> assertThat(host.unreachable()).isPresent());
            HostName tried = opened.element();
            HostName other = tried.equals(ONE) ? TWO : ONE;
            assertThat(plan.hosts())
                    .filteredOn(host -> host.host().equals(other))
                    .singleElement()
                    .satisfies(
                            host -> assertThat(host.unreachable().orElseThrow().message())
                                    .isEqualTo(other + " is reached as " + tried + " is, and there: refused"));
        }

        assertThat(opened).hasSize(1);
    }
}
