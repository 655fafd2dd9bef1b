package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion in the shells themselves. */
class CompletionTest {
    @TempDir
    private Path folder = Path.of("");

    /** Runs a script; the shell's completion of {@code plumb} is in {@code $1}. */
    private List<String> run(String shell, List<String> options, String script) throws Exception {
        if (!isThere(shell)) {
            String why = "SKIPPED: there is no " + shell + " here to complete in";
            System.out.println(why);
            Assumptions.abort(why);
        }
        Path completion = Files.writeString(
                folder.resolve("completion"),
                Invocation.of(folder, "completion", shell).out());
        Path file = Files.writeString(folder.resolve("script"), script);
        List<String> command = new java.util.ArrayList<>(List.of(shell));
        command.addAll(options);
        command.addAll(List.of(file.toString(), completion.toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    private static boolean isThere(String shell) {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, shell))) {
                return true;
            }
        }
        return false;
    }

    private List<String> bash(String... words) throws Exception {
        String last = Integer.toString(words.length);
        return run("bash", List.of("--norc"), """
            . "$1"
            COMP_WORDS=(plumb %s)
            COMP_CWORD=%s
            COMP_LINE="plumb %s"
            COMP_POINT=${#COMP_LINE}
            _complete_plumb plumb "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
            printf '%%s\\n' "${COMPREPLY[@]}"
            """.formatted(quoted(words), last, String.join(" ", words)));
    }

    private static String quoted(String... words) {
        return "'" + String.join("' '", words) + "'";
    }

    private List<String> fish(String line) throws Exception {
        return run("fish", List.of("--no-config"), "source $argv[1]\ncomplete -C '" + line + "'\n").stream()
                .map(found -> found.split("\t", -1)[0])
                .toList();
    }

    @Test
    void bashCompletesCommandsOptionsAndModules() throws Exception {
        assertThat(bash("dr").stream().map(String::strip)).containsExactly("drift");
        assertThat(bash("plan", "--ski").stream().map(String::strip)).containsExactly("--skip-tags");
        assertThat(bash("doc", "systemd").stream().map(String::strip)).containsExactly("systemd_service");
        assertThat(bash("exec", "-m", "redis_c").stream().map(String::strip)).containsExactly("redis_conf");
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assertThat(run("zsh", List.of("-f"), """
            autoload -U +X compinit && compinit -u -D
            . "$1"
            print -l ${(k)_comps[plumb]} ${_comps[plumb]}
            """).toString()).contains("plumb");
    }

    @Test
    void fishCompletesCommandsOptionsAndModules() throws Exception {
        assertThat(fish("plumb dr")).containsExactly("drift");
        assertThat(fish("plumb plan --ski")).containsExactly("--skip-tags");
        assertThat(fish("plumb doc systemd")).contains("systemd_service");
        assertThat(fish("plumb exec web -m redis_c")).containsExactly("redis_conf");
        assertThat(fish("plumb completion ")).contains("bash", "zsh", "fish");
    }

    @Test
    void anotherShellIsRefused() throws IOException {
        Invocation refused = Invocation.of(folder, "completion", "fsh");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("there is no completion for 'fsh'", "Did you mean 'fish'?");
    }
}
