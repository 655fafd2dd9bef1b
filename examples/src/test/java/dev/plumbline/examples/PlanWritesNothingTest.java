package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plan and a drift leave no trace on a host but what the login itself leaves: the whole file system is watched. */
class PlanWritesNothingTest {
    /** What sshd, PAM, sudo, systemd and its journal write whenever somebody logs in, and the kernel's own. */
    private static final String LOGIN =
            "/var/log/(wtmp|lastlog|btmp|auth\\.log|journal(/.*)?)|/run/(utmp|motd\\.dynamic|log/.*|systemd/.*|user(/.*)?"
                + "|sudo(/.*)?|sshd.*|dbus/.*|lock)|/run|/var/log|/var/lib/(systemd|sudo|private)(/.*)?|/home/[a-z]+";

    private static Lab lab;
    private static Host host;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(PlanWritesNothingTest.class);
        host = lab.host("redis1");
        project = Project.of(PlanWritesNothingTest.class, lab, "deploy", host, lab.host("redis2"))
                .with("templates/page.ftl", "on ${facts.hostname} of ${facts.os_family}\n")
                .with("everything.yml", """
                    - hosts: redis1
                      become: true
                      tasks:
                        - file: { path: /srv/new/deep, state: directory }
                        - copy: { dest: /srv/copy, content: "x" }
                        - template: { src: page.ftl, dest: /srv/page }
                        - lineinfile: { path: /etc/hosts, line: "192.0.2.1 x" }
                        - package: { name: [redis-server, nothing-such] }
                        - systemd_service: { name: redis-server, state: stopped, enabled: false }
                        - command: { argv: [uname, -a], read_only: true }
                          register: kernel
                        - redis_conf: { path: /etc/redis/redis.conf, directives: { maxmemory: 50mb, bind: [127.0.0.1] } }
                          notify: restart
                        - debug: { msg: "${kernel.stdout}" }
                      handlers:
                        - { name: restart, systemd_service: { name: redis-server, state: restarted } }
                    """);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void neitherAPlanNorADriftWritesAnywhere() throws Exception {
        // Redis saves what it was told, timers and caches come to rest.
        host.shell("redis-cli SAVE; systemctl stop '*.timer'; sleep 2; touch /run/plumb-marker; sleep 2")
                .orFail();

        project.plumb().run("plan", "everything.yml").exits(0);
        project.plumb().plan().exits(0);
        project.plumb().run("drift", "everything.yml").exits(2);

        List<String> written = host.shell(
                        "find / -path /proc -prune -o -path /sys -prune -o -path /dev -prune -o -newercc"
                                + " /run/plumb-marker ! -path /run/plumb-marker -print 2>/dev/null")
                .out()
                .lines()
                .filter(path -> !path.matches(LOGIN))
                .toList();
        assertThat(written).isEmpty();
    }
}
