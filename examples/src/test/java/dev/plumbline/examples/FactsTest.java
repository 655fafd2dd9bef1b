package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hosts say of themselves, on each Debian, as root by way of sudo and without Python. */
class FactsTest {
    private static final String PLAYBOOK = """
        - hosts: redis1
          become: true
          gather_facts: true
          vars: { packaged: "${facts.packages?keys?seq_contains('redis-server')}" }
          tasks:
            - copy:
                dest: /root/about
                content: "${facts.distribution} ${facts.distribution_major_version} ${facts.hostname} ${facts.all_ipv4_addresses[0]} ${facts.pkg_mgr} ${facts.service_mgr} ${facts.users.redis.home}\\n"
                owner: root
                group: root
                mode: 0644
              when: facts.os_family == "Debian" && packaged && facts.services["redis-server.service"].state == "running"
        """;

    @ParameterizedTest
    @ValueSource(strings = {"11", "12", "13"})
    void areReadWhereTheyAreNamed(String debian) {
        try (Lab lab = Lab.up(FactsTest.class, "--debian", debian)) {
            Host host = lab.host("redis1");
            Plumb plumb = Project.of(FactsTest.class, lab, "deploy", host, lab.host("redis2"))
                    .with("facts.yml", PLAYBOOK)
                    .plumb();

            plumb.run("apply", "facts.yml", "--yes").exits(0);

            assertThat(host.read("/root/about"))
                    .isEqualTo("Debian " + debian + " redis1 " + host.address() + " apt systemd /var/lib/redis\n");
            Run again = plumb.run("apply", "facts.yml", "--yes", "--format", "json")
                    .exits(0)
                    .hasNoChanges();
            assertThat(again.summary().path("round_trips").path("shell").asInt())
                    .as("one for the facts, one for what follows from them")
                    .isEqualTo(2);

            JsonNode facts = plumb.run("facts", "redis1", "network", "kernel", "redis", "--format", "json")
                    .exits(3)
                    .json();
            assertThat(facts.toString()).contains("there is no fact 'redis'");
            facts = plumb.run("facts", "redis*", "network", "memtotal_mb", "--format", "json")
                    .exits(0)
                    .json()
                    .path("hosts");
            assertThat(facts).hasSize(2);
            assertThat(facts.get(0)
                            .path("facts")
                            .path("all_ipv4_addresses")
                            .get(0)
                            .asText())
                    .isEqualTo(host.address());
            assertThat(facts.get(1).path("facts").path("memtotal_mb").asLong()).isPositive();
            Stream.of("distribution", "boot_id", "mounts")
                    .forEach(name -> assertThat(
                                    plumb.run("facts", "redis1").exits(0).out())
                            .contains("  " + name + " "));
        }
    }
}
