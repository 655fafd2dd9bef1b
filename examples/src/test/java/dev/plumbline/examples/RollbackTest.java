package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A configuration that Redis does not start with is rolled back, and Redis runs as before. */
class RollbackTest {
    private static final String CONF = "/etc/redis/redis.conf";

    private static Lab lab;
    private static Host host;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(RollbackTest.class);
        host = lab.host("redis1");
        project = Project.of(RollbackTest.class, lab, host, lab.host("redis2")).with("site.yml", """
            - hosts: redis1
              tasks:
                - name: Line
                  lineinfile: { path: /etc/redis/redis.conf, line: "${line}" }
                  notify: restart redis
                - name: Extra
                  copy: { dest: /etc/redis/extra, content: "new\\n" }
                  notify: restart redis
                - name: Elsewhere
                  copy: { dest: /root/elsewhere, content: "stays\\n" }
              handlers:
                - name: restart redis
                  systemd_service: { name: redis-server, state: restarted }
            """);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void redisRunsAsBefore() {
        String before = host.content(CONF);
        String attributes = host.shell("stat -c '%a %U %G' " + CONF).out();

        Run failed = project.plumb()
                .run("apply", "site.yml", "--yes", "--format", "json", "-e", "line=bind 192.0.2.7")
                .exits(1);

        assertThat(failed.codes()).containsExactly("unit.rolled_back");
        assertThat(failed.tasks(host)
                        .map(task -> task.get("name").asText() + " "
                                + task.get("outcome").asText()))
                .containsExactly("Line rolled_back", "Extra rolled_back", "Elsewhere changed", "restart redis failed");
        assertThat(failed.error("unit.rolled_back").get("message").asText())
                .contains("/etc/redis/redis.conf, /etc/redis/extra is as before", "redis-server runs with that");
        assertThat(host.content(CONF)).isEqualTo(before);
        assertThat(host.shell("stat -c '%a %U %G' " + CONF).out()).isEqualTo(attributes);
        assertThat(host.shell("test -e /etc/redis/extra").exit()).isNotZero();
        assertThat(host.shell("systemctl is-active redis-server; redis-cli ping")
                        .out())
                .isEqualTo("active\nPONG\n");
        assertThat(host.read("/root/elsewhere")).isEqualTo("stays\n");
        assertThat(host.shell("ls /var/lib/plumbline/owed").out()).isEmpty();

        project.plumb()
                .run("apply", "site.yml", "--yes", "-e", "line=maxmemory 50mb")
                .exits(0);
        assertThat(host.shell("redis-cli CONFIG GET maxmemory").out()).contains("52428800");
    }
}
