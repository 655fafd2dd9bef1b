package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be right is said with its place, before any host is contacted. */
class BrokenPlaybookTest {
    private final AtomicInteger contacts = new AtomicInteger();
    private ServerSocket host;
    private Project project;

    @BeforeEach
    void listen() throws IOException {
        host = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!host.isClosed()) {
                try {
                    host.accept().close();
                    contacts.incrementAndGet();
                } catch (IOException e) {
                    return;
                }
            }
        });
        project = Project.empty(BrokenPlaybookTest.class)
                .with(
                        "inventory.yml",
                        "all: { hosts: { web1: { ansible_host: 127.0.0.1, ansible_port: " + host.getLocalPort()
                                + " } } }\n");
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    @Test
    void unknownModule() {
        refuses("playbook.module.unknown", "play.yml:3:7", List.of("fiel", "file"), """
            - hosts: all
              tasks:
                - fiel: { path: /etc/motd, state: absent }
            """);
    }

    @Test
    void unknownParameter() {
        refuses("playbook.parameter.unknown", "play.yml:3:15", List.of("pth", "path"), """
            - hosts: all
              tasks:
                - file: { pth: /etc/motd, state: absent }
            """);
    }

    @Test
    void wrongType() {
        refuses("playbook.parameter.value", "play.yml:3:", List.of("mode", "not-a-mode"), """
            - hosts: all
              tasks:
                - file: { path: /etc/motd, state: file, mode: not-a-mode }
            """);
    }

    @Test
    void undefinedVariable() {
        refuses("expression.undefined", "play.yml:5:", List.of("massage", "message"), """
            - hosts: all
              vars:
                message: hello
              tasks:
                - copy: { dest: /etc/motd, content: "${massage}" }
            """);
    }

    @Test
    void duplicateKey() {
        refuses("yaml.duplicate_key", "play.yml:5:", List.of("path"), """
            - hosts: all
              tasks:
                - file:
                    path: /etc/motd
                    path: /etc/issue
                    state: absent
            """);
    }

    @Test
    void patternWithoutAHost() {
        refuses("inventory.pattern.no_host", "play.yml:1:", List.of("webb", "web1"), """
            - hosts: webb
              tasks:
                - file: { path: /etc/motd, state: absent }
            """);
    }

    @Test
    void allAtOnce() throws IOException {
        project.with("play.yml", """
            - hosts: all
              tasks:
                - fiel: { path: /etc/motd, state: absent }
                - file: { pth: /etc/motd, state: absent }
                - file: { path: /etc/motd, state: file, mode: not-a-mode }
            """);
        Run run = project.plumb().run("validate", "play.yml").exits(3);
        assertThat(run.text()).contains("play.yml:3:", "play.yml:4:", "play.yml:5:");
        assertThat(contacts).hasValue(0);
    }

    /** Refused by every command alike, for people and for machines. */
    private void refuses(String code, String place, List<String> words, String playbook) {
        project.with("play.yml", playbook);
        Run text = project.plumb().run("apply", "play.yml", "--yes").exits(3);
        assertThat(text.text()).contains(place).contains(words).contains(code);
        Run json = project.plumb().run("plan", "play.yml", "--format", "json").exits(3);
        assertThat(json.codes()).containsExactly(code);
        project.plumb().run("validate", "play.yml").exits(3);
        assertThat(contacts).as("connections to the host").hasValue(0);
    }
}
