package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code command: uptime}, as Ansible's users write it. */
class CommandLineOfTextTest {
    @TempDir
    Path folder = Path.of("/nonexistent");

    @BeforeEach
    void inventory() throws IOException {
        Files.writeString(folder.resolve("plumb.yml"), "inventory: hosts.yml\n");
        Files.writeString(folder.resolve("hosts.yml"), "web: { hosts: { a: } }\n");
    }

    private Invocation validate(String task) throws IOException {
        Files.writeString(folder.resolve("site.yml"), "- hosts: web\n  tasks:\n    - " + task + "\n");
        return Invocation.of(folder, "validate", "site.yml");
    }

    @Test
    void aLineStandsForTheCommand() throws IOException {
        assertThat(validate("command: uptime --pretty").code()).isZero();
        assertThat(validate("ansible.builtin.command: echo ${inventory_hostname}")
                        .code())
                .isZero();
        assertThat(validate("command: 'dd if=/dev/zero of=/dev/null count=1'").code())
                .isZero();
    }

    @Test
    void furtherParametersInItAreNotTakenForWordsOfTheCommand() throws IOException {
        Invocation refused = validate("command: 'tar -xzf a.tgz creates=/opt/tool'");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("site.yml:3:16: the arguments of 'command' must be a mapping")
                .contains("Write command: { cmd: \"tar -xzf a.tgz\", creates: /opt/tool }.");
    }

    @Test
    void otherModulesHaveNoSuchLine() throws IOException {
        assertThat(validate("file: /srv").err())
                .contains("the arguments of 'file' must be a mapping")
                .contains("Write file: { path: ... }.");
    }
}
