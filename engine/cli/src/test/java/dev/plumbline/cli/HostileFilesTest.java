package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file that is read: a clear answer, never a stack trace, a hang or all of the memory. */
class HostileFilesTest {
    private static final String PLAYBOOK = "- hosts: web\n  tasks:\n    - file: { path: /srv, state: directory }\n";

    @TempDir
    private Path folder = Path.of("");

    private static final Map<String, byte[]> CONTENTS = Map.ofEntries(
            Map.entry("bomb", utf8(bomb())),
            Map.entry("deep sequences", utf8("a: " + "[".repeat(100_000))),
            Map.entry("deep mappings", utf8("{a: ".repeat(20_000))),
            Map.entry("huge scalar", utf8("a: " + "x".repeat(4 << 20))),
            Map.entry("huge key", utf8("x".repeat(4 << 20) + ": 1")),
            Map.entry("class tag", utf8("a: !!javax.script.ScriptEngineManager [1]")),
            Map.entry("duplicate key", utf8("a: 1\na: 2")),
            Map.entry("tab", utf8("a:\n\tb: 1")),
            Map.entry("invalid UTF-8", new byte[] {'a', ':', ' ', (byte) 0xC3, (byte) 0x28, '\n'}),
            Map.entry("NUL", utf8("a: \0")),
            Map.entry("recursive alias", utf8("a: &x [*x]")),
            Map.entry("recursive merge", utf8("a: &x { <<: *x }")),
            Map.entry("unknown alias", utf8("a: *nobody")),
            Map.entry("two documents", utf8("a: 1\n---\na: 2")),
            Map.entry("unfinished", utf8("a: \"b")));

    private static final List<String> FILES = List.of(
            "hosts.yml",
            "group_vars/web.yml",
            "host_vars/a/main.yml",
            "more.yml",
            "site.yml",
            "plumb.yml",
            "extra.yml",
            "program");

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bomb() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            yaml.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d, *a%2$d]\n"
                    .formatted(i, i - 1));
        }
        return yaml.toString();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void project() throws IOException {
        write("plumb.yml", utf8("inventory: hosts.yml\n"));
        write("hosts.yml", utf8("web: { hosts: { a: } }\n"));
        write("more.yml", utf8("more: 1\n"));
        write("extra.yml", utf8("extra: 1\n"));
        write("site.yml", utf8(PLAYBOOK.replace("  tasks:", "  vars_files: [more.yml]\n  tasks:")));
    }

    static Stream<Arguments> everyFileAndContent() {
        return FILES.stream()
                .flatMap(file -> CONTENTS.keySet().stream().sorted().map(content -> Arguments.of(file, content)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyFileAndContent")
    @Timeout(60)
    void isAnsweredByProblemsWithTheirPlace(String file, String content) throws IOException {
        project();
        byte[] bytes = CONTENTS.get(content);
        boolean program = file.equals("program");
        if (program) {
            write("printed", bytes);
            write(file, utf8("#!/bin/sh\ncat printed\n"));
            assertThat(folder.resolve(file).toFile().setExecutable(true)).isTrue();
        } else {
            write(file, bytes);
        }

        Invocation answer = program
                ? Invocation.of(folder, Map.of("PATH", "/usr/bin:/bin"), "validate", "site.yml", "-i", "program")
                : Invocation.of(folder, "validate", "site.yml", "-e", "@extra.yml");

        assertThat(answer.code()).as(answer.err()).isEqualTo(3);
        assertThat(answer.err()).doesNotContain("Exception", "\tat ", "java.").hasSizeLessThan(20_000);
        assertThat(answer.err().lines().findFirst().orElse("")).contains(program ? "program" : file);
    }

    /** What fuzzing found. */
    @Test
    void aGroupNamedByNulAndALambdaWithoutABodyAreNoFault() throws IOException {
        project();
        write("hosts", utf8("[web]\na\n[si\0te:children]\nweb\n"));
        write("templates/t.ftl", utf8("${[1]?map(n -> )?join(',')}"));
        write("site.yml", utf8("- hosts: web\n  tasks: [{ template: { src: t.ftl, dest: /t } }]\n"));

        Invocation answer = Invocation.of(folder, "validate", "site.yml", "-i", "hosts");

        assertThat(answer.code()).as(answer.err()).isIn(0, 3);
        assertThat(answer.err()).doesNotContain("[internal]");
    }

    @Test
    void aByteOrderMarkAndLinesOfWindowsAreRead() throws IOException {
        project();
        for (String file : List.of("hosts.yml", "more.yml", "site.yml", "plumb.yml", "extra.yml")) {
            String text = Files.readString(folder.resolve(file));
            write(file, utf8("\uFEFF" + text.replace("\n", "\r\n")));
        }
        write("hosts", utf8("\uFEFF[web]\r\na x=1\r\n"));

        assertThat(Invocation.of(folder, "validate", "site.yml", "-e", "@extra.yml")
                        .code())
                .isZero();
        assertThat(Invocation.of(folder, "validate", "site.yml", "-i", "hosts").code())
                .isZero();
    }
}
