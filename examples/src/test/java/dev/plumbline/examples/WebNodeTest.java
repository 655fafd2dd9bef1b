package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code examples/web-node} on a host that has neither server, then a module from a jar on the same. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebNodeTest {
    private static final String PLAYBOOK =
            Tree.ROOT.resolve("examples/web-node/web-node.yml").toString();

    private static Lab lab;
    private static Host web;
    private static Project project;
    private static Plumb plumb;

    @BeforeAll
    static void boot() throws IOException {
        lab = Lab.up(WebNodeTest.class, "--no-redis", "web1");
        web = lab.host("web1");
        project = CustomModule.in(
                Project.empty(WebNodeTest.class).with("inventory.yml", """
                    web:
                      hosts:
                        web1: { ansible_host: ADDRESS }
                      vars:
                        ansible_user: deploy
                        ansible_ssh_private_key_file: KEY
                    """.replace("ADDRESS", web.address())
                        .replace("KEY", lab.key().toString())),
                CustomModule.hash());
        Files.copy(lab.knownHosts(), project.file("known_hosts"));
        plumb = project.plumb();
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void aFreshHostIsPlannedAsFarAsItCanBeKnown() {
        Run plan = plumb.run("plan", PLAYBOOK, "--format", "json").exits(0);

        assertThat(plan.codes()).isEmpty();
        assertThat(plan.changes()).isPositive();
        assertThat(web.exec("busybox", "true").exit())
                .as("nothing is installed yet")
                .isNotZero();
    }

    @Test
    @Order(2)
    void itServesAndCaches() throws IOException, InterruptedException {
        plumb.run("apply", PLAYBOOK, "--yes", "--format", "json").exits(0);

        HttpResponse<String> page;
        try (HttpClient client = HttpClient.newHttpClient()) {
            page = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + web.address() + ":8080/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        assertThat(page.body()).contains("This is web1, with a cache of 32mb beside it.");
        assertThat(web.running("", "maxmemory-policy")).isEqualTo("allkeys-lru");
        assertThat(web.running("", "maxmemory")).isEqualTo("33554432");
        assertThat(web.exec("ps", "-o", "user=", "-C", "busybox").orFail()).isEqualTo("web-node");
        assertThat(web.exec("getent", "passwd", "web-node").orFail()).endsWith(":/nonexistent:/usr/sbin/nologin");
    }

    @Test
    @Order(3)
    void aSecondApplyChangesNothing() {
        String before = web.identity("/srv/web/index.html") + web.redisPid();

        plumb.run("apply", PLAYBOOK, "--yes", "--format", "json").exits(0).hasNoChanges();

        assertThat(web.identity("/srv/web/index.html") + web.redisPid()).isEqualTo(before);
        plumb.run("drift", PLAYBOOK).exits(0);
    }

    @Test
    @Order(4)
    void driftOfWhatAModuleInYamlKeepsIsFoundAndMended() {
        web.exec("usermod", "--shell", "/bin/sh", "web-node").orFail();

        Run drift = plumb.run("drift", PLAYBOOK, "--format", "json").exits(2);

        assertThat(drift.tasks(web)
                        .filter(task -> task.path("verdict").asText().equals("change"))
                        .map(task -> task.path("name").asText()))
                .containsExactly("Whom the server runs as");
        assertThat(drift.differences(web)).contains("state: not in sync -> in sync");
        assertThat(drift.summary().path("fidelity").path("opaque").asInt()).isEqualTo(1);
        plumb.run("apply", PLAYBOOK, "--yes").exits(0);
        plumb.run("drift", PLAYBOOK).exits(0);
    }

    @Test
    @Order(5)
    void aModuleFromAJarKeepsItsNote() {
        project.with("note.yml", """
            - hosts: web
              become: true
              tasks:
                - login_note: { text: "This is ${inventory_hostname}." }
            """);

        plumb.run("apply", "note.yml", "--yes").exits(0);

        assertThat(web.read("/etc/motd")).isEqualTo("This is web1.\n");
        plumb.run("apply", "note.yml", "--yes", "--format", "json").exits(0).hasNoChanges();
    }
}
