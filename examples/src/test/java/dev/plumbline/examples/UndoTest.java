package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The control node is disposable: it is destroyed in the middle of a run, another one finishes, and a third undoes both. */
class UndoTest {
    private static final String PLAYBOOK = """
        - hosts: redis1
          tasks:
            - { name: One, copy: { dest: /root/one, content: "declared\\n", mode: 0640 } }
            - name: Wait
              command:
                argv: [sh, -c, "touch /run/begun; while [ ! -e /run/go-on ]; do sleep 0.1; done"]
                creates: /run/begun
            - { name: Two, copy: { dest: /root/two, content: "declared\\n" } }
            - { name: Unit, systemd_service: { name: own, state: stopped, enabled: false } }
        """;

    private static Lab lab;
    private static Host host;
    private static Host other;

    @BeforeAll
    static void boot() {
        lab = Lab.up(UndoTest.class);
        host = lab.host("redis1");
        other = lab.host("redis2");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    private static Plumb anotherControlNode() {
        return Project.of(UndoTest.class, lab, host, other)
                .with("site.yml", PLAYBOOK)
                .plumb();
    }

    private static String unit() {
        return host.shell("systemctl show -p ActiveState,UnitFileState own").out();
    }

    private static List<String> runs() {
        return host.shell("journalctl -t plumb -o cat")
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .toList();
    }

    @Test
    void whatOneBeganAnotherFinishesAndAThirdUndoes() throws Exception {
        host.write("/root/one", "by hand\n");
        host.write("/etc/systemd/system/own.service", """
            [Service]
            ExecStart=/bin/sleep infinity
            [Install]
            WantedBy=multi-user.target
            """);
        host.shell("chmod 0604 /root/one; rm -f /root/two /run/begun /run/go-on; systemctl daemon-reload;"
                        + " systemctl enable --now own")
                .orFail();
        String unitBefore = unit();

        Process first = anotherControlNode().start("apply", "site.yml", "--yes");
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (host.shell("test -e /run/begun").exit() != 0) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
        first.destroyForcibly().waitFor();
        host.shell("touch /run/go-on").orFail();

        anotherControlNode()
                .run("apply", "site.yml", "--yes", "--lock-timeout", "30s")
                .exits(0);
        assertThat(host.read("/root/one")).isEqualTo("declared\n");
        assertThat(host.read("/root/two")).isEqualTo("declared\n");
        assertThat(unit()).isNotEqualTo(unitBefore);

        List<String> runs = runs();
        assertThat(runs).hasSize(2);
        anotherControlNode().run("undo", runs.getLast(), "--yes").exits(0);
        assertThat(host.shell("test -e /root/two").exit()).isNotZero();
        assertThat(host.read("/root/one")).isEqualTo("declared\n");
        assertThat(unit()).isEqualTo(unitBefore);

        Run last = anotherControlNode().run("undo", runs.getFirst(), "--yes", "--format", "json");
        last.exits(1);
        assertThat(last.codes()).containsExactly("undo.impossible");
        assertThat(host.read("/root/one")).isEqualTo("by hand\n");
        assertThat(host.shell("stat -c %a /root/one").out()).isEqualTo("604\n");

        Run again = anotherControlNode().run("undo", runs.getLast(), "--plan", "--format", "json");
        again.exits(0);
        assertThat(again.changes()).isZero();
        anotherControlNode().run("undo", "20200101T000000Z-000000", "--yes").exits(1);
    }
}
