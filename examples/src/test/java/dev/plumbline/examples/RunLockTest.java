package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs on the same host at once: one changes it, the other is told or waits. */
class RunLockTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LOCK = "/var/lib/plumbline/lock";

    private static Lab lab;
    private static Host host;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(RunLockTest.class);
        host = lab.host("redis1");
        project = Project.of(RunLockTest.class, lab, host, lab.host("redis2"))
                .with("slow.yml", """
                    - hosts: redis1
                      tasks:
                        - command:
                            argv: [sh, -c, "touch /run/begun; while [ ! -e /run/go-on ]; do sleep 0.1; done"]
                        - copy: { dest: /root/slow, content: "slow\\n" }
                    """)
                .with("quick.yml", """
                    - hosts: redis1
                      tasks:
                        - copy: { dest: /root/quick, content: "quick\\n" }
                    """);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void nothingWasDone() {
        host.shell("rm -f /run/begun /run/go-on /root/slow /root/quick").orFail();
    }

    @Test
    void theSecondIsRefusedAndToldWhoIsAtWork() throws Exception {
        Process first = begun();

        Run second = project.plumb().run("apply", "quick.yml", "--yes", "--format", "json");
        host.shell("touch /run/go-on").orFail();

        second.exits(5);
        assertThat(second.codes()).containsExactly("lock.held");
        assertThat(second.text()).contains(" by " + System.getProperty("user.name") + " on ");
        assertThat(host.shell("test -e /root/quick").exit()).isNotZero();
        assertThat(ended(first)).isZero();
        assertThat(host.read(LOCK)).contains(" free ");
    }

    @Test
    void theSecondWaitsWhereItIsTold() throws Exception {
        Process first = begun();
        Process second = project.plumb().start("apply", "quick.yml", "--yes", "--lock-timeout", "1m");
        Thread.sleep(Duration.ofSeconds(4));
        assertThat(second.isAlive()).isTrue();

        host.shell("touch /run/go-on").orFail();

        assertThat(List.of(ended(first), ended(second))).containsExactly(0, 0);
        assertThat(host.read("/root/quick")).isEqualTo("quick\n");
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        Process first = begun();
        Process second = project.plumb().start("apply", "quick.yml", "--yes", "--lock-timeout", "1h");
        Thread.sleep(Duration.ofSeconds(3));

        second.toHandle().destroy();

        assertThat(ended(second)).isEqualTo(143);
        host.shell("touch /run/go-on").orFail();
        assertThat(ended(first)).isZero();
    }

    @Test
    void aKilledRunIsDeadOnceItsWorkOnTheHostHasEnded() throws Exception {
        Process first = begun();
        first.destroyForcibly().waitFor();
        project.plumb().run("apply", "quick.yml", "--yes").exits(5);

        host.shell("touch /run/go-on").orFail();

        project.plumb()
                .run("apply", "quick.yml", "--yes", "--lock-timeout", "30s")
                .exits(0);
        assertThat(host.shell("test -e /root/slow").exit()).as("nobody went on").isNotZero();
    }

    @Test
    void whatOnlyLooksWaitsForNobody() throws Exception {
        Process first = begun();
        project.plumb().run("plan", "quick.yml").exits(0);
        project.plumb().run("drift", "quick.yml").exits(2);
        host.shell("touch /run/go-on").orFail();
        assertThat(ended(first)).isZero();
    }

    private static Process begun() throws InterruptedException {
        Process plumb = project.plumb().start("apply", "slow.yml", "--yes");
        Instant deadline = Instant.now().plus(LIMIT);
        while (host.shell("test -e /run/begun").exit() != 0) {
            if (!plumb.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("it did not begin: "
                        + Finished.await(plumb, List.of(Tree.PLUMB.toString()), "", Duration.ofSeconds(1)));
            }
            Thread.sleep(20);
        }
        return plumb;
    }

    private static int ended(Process plumb) {
        return Finished.await(plumb, List.of(Tree.PLUMB.toString()), "", LIMIT).exit();
    }
}
