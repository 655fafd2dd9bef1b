package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a run, the next one does what it still owed. */
class InterruptedApplyTest {
    private static final String PASSWORD = "Sid@123";
    private static final String NEW_PASSWORD = "Changed@456";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Stands in for systemctl, and holds whoever starts, stops or restarts something. */
    private static final String HOLDING_SYSTEMCTL = """
        #!/bin/sh
        for word; do
          case $word in
            *start | stop) while [ -e /run/hold-restarts ]; do sleep 0.05; done ;;
          esac
        done
        exec /usr/bin/systemctl.real "$@"
        """;

    /** All that came by SSH, wherever PAM put it; some of it may be going by itself meanwhile. */
    private static final String END_SESSIONS = """
        main=$(systemctl show -p MainPID --value ssh.service)
        for attempt in 1 2 3 4 5 6 7 8 9; do
          left=$(find /sys/fs/cgroup/system.slice/ssh.service /sys/fs/cgroup/user.slice \
            -name cgroup.procs -exec cat {} + | grep -vxF "$main") || exit 0
          kill -KILL $left 2>/dev/null
          sleep 0.1
        done
        echo "still there: $left" >&2
        exit 1
        """;

    private static Lab lab;
    private static Host master;
    private static Host replica;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(InterruptedApplyTest.class);
        master = lab.host("redis1");
        replica = lab.host("redis2");
        new RedisPair(master, replica).syncsAtOnce();
        project = Project.of(InterruptedApplyTest.class, lab, master, replica);
        project.plumb().apply().exits(0);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aRestartThatWasOwedIsDoneByTheNextRunFromAnywhere() throws InterruptedException {
        String pid = master.redisPid();
        project.withPassword(NEW_PASSWORD);
        killBetweenWriteAndRestart();

        assertThat(master.redisPid()).as("nothing was restarted yet").isEqualTo(pid);
        assertThat(master.redis(PASSWORD, "PING")).isEqualTo("PONG");
        assertThat(master.read(master.redisConf())).contains(NEW_PASSWORD);

        Project elsewhere =
                Project.of(InterruptedApplyTest.class, lab, master, replica).withPassword(NEW_PASSWORD);
        elsewhere.plumb().apply().exits(0);

        assertThat(master.redisPid()).isNotEqualTo(pid);
        RedisPair pair = new RedisPair(master, replica);
        pair.admitsOnly(NEW_PASSWORD);
        pair.refuses(PASSWORD);
        pair.replicatesWith(NEW_PASSWORD);
        elsewhere.plumb().apply().exits(0).hasNoChanges();
    }

    private static void killBetweenWriteAndRestart() throws InterruptedException {
        master.shell("mv /usr/bin/systemctl /usr/bin/systemctl.real; touch /run/hold-restarts")
                .orFail();
        master.write("/usr/bin/systemctl", HOLDING_SYSTEMCTL);
        master.exec("chmod", "0755", "/usr/bin/systemctl").orFail();
        String written = master.read(master.redisConf());
        Process plumb = project.plumb().start("apply", Tree.REDIS_REPLICATION.toString(), "--yes");
        try {
            Instant deadline = Instant.now().plus(LIMIT);
            while (master.read(master.redisConf()).equals(written)) {
                if (!plumb.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new AssertionError("the file was not written: "
                            + Finished.await(plumb, Tree.PLUMB.toString(), Duration.ofSeconds(1)));
                }
                Thread.sleep(5);
            }
        } finally {
            plumb.descendants().forEach(ProcessHandle::destroyForcibly);
            plumb.destroyForcibly().waitFor();
            master.shell(END_SESSIONS).orFail();
            master.shell("mv /usr/bin/systemctl.real /usr/bin/systemctl; rm /run/hold-restarts")
                    .orFail();
        }
    }
}
