package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that was kept in a file is a promise. */
class SavedPlanTest {
    private static Lab lab;
    private static Host first;
    private static Host second;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(SavedPlanTest.class);
        first = lab.host("redis1");
        second = lab.host("redis2");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void nothingWasDone() {
        for (Host host : new Host[] {first, second}) {
            host.shell("rm -rf /root/motd /root/seen").orFail();
        }
        project = Project.of(SavedPlanTest.class, lab, first, second).with("site.yml", """
            - hosts: redis
              tasks:
                - { name: Word, copy: { dest: /root/motd, content: "${word!'hello'} ${secret_word!''}\\n" } }
                - { name: Kernel, command: uname, register: kernel }
                - { name: Seen, copy: { dest: /root/seen, content: "${kernel.stdout}\\n" } }
            """);
        project.plumb().run("plan", "site.yml", "-o", "plan.json").exits(0);
    }

    private Run apply(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "apply";
        all[1] = "plan.json";
        all[2] = "--format";
        all[3] = "json";
        System.arraycopy(more, 0, all, 4, more.length);
        return project.plumb().run(all);
    }

    @Test
    void itIsAppliedWithoutAskingAndMayBeAppliedAgain() {
        Run done = apply().exits(0);
        assertThat(done.summary().get("otherwise").asInt()).isZero();
        assertThat(first.read("/root/motd")).isEqualTo("hello \n");
        assertThat(second.read("/root/seen")).isEqualTo("Linux\n");
        apply().exits(0);
    }

    @Test
    void itIsShownWithoutAHost() {
        Run shown = project.plumb().run("show", "plan.json");
        shown.exits(0);
        assertThat(shown.out())
                .contains("redis1, redis2:", "Word", "known after")
                .contains("2 hosts: 2 to change");
    }

    @Test
    void aHostThatDiffersIsNamedAndNothingIsDone() {
        second.write("/root/motd", "another's\n");

        Run refused = apply().exits(5);

        assertThat(refused.codes()).containsExactly("plan.stale");
        assertThat(refused.err()).contains("redis2: site.yml:3 'Word' would do something else now: content");
        assertThat(first.shell("test -e /root/motd").exit()).isNotZero();
        assertThat(second.read("/root/motd")).isEqualTo("another's\n");
    }

    @Test
    void theRestMayBeApplied() {
        second.write("/root/motd", "another's\n");

        Run done = apply("--only-unaffected").exits(0);

        assertThat(done.err()).contains("left out: redis2: ");
        assertThat(first.read("/root/motd")).isEqualTo("hello \n");
        assertThat(second.read("/root/motd")).isEqualTo("another's\n");
    }

    @Test
    void aPlaybookThatDiffersIsNamed() throws Exception {
        Files.writeString(project.file("site.yml"), Files.readString(project.file("site.yml")) + "# changed\n");
        assertThat(apply().exits(5).err()).contains("site.yml was changed");
        assertThat(apply("--only-unaffected").exits(5).codes()).containsExactly("plan.stale");
    }

    @Test
    void anInventoryOrAVariableThatDiffersIsNamed() {
        project.with("host_vars/redis1.yml", "word: other\n");
        assertThat(apply().exits(5).err()).contains("redis1: the inventory gives other variables: word");
        assertThat(apply("-e", "word=hello").exits(5).err()).contains("-e word was not given then");
    }

    @Test
    void ofSecretsOnlyDigestsAreKept() throws Exception {
        String canary = "canary-93b1";
        project.plumb()
                .run("plan", "site.yml", "-o", "plan.json", "-e", "{\"secret_word\": \"" + canary + "\"}")
                .exits(0);
        assertThat(Files.readString(project.file("plan.json"))).doesNotContain(canary);
        assertThat(apply().exits(3).err()).contains("give the same again");
        apply("-e", "{\"secret_word\": \"" + canary + "\"}").exits(0);
        assertThat(first.read("/root/motd")).isEqualTo("hello " + canary + "\n");
    }
}
