package dev.plumbline.core.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page about what is left out says what the loader says. {@code -Dupdate-docs} writes it. */
class LeftOutPageTest {
    private static final Path PAGE = Path.of("../docs/left-out.md");

    /** Those that a role, a block and a task have in common. */
    private static final List<String> SHARED = List.of(
            "any_errors_fatal",
            "become",
            "become_exe",
            "become_flags",
            "become_method",
            "become_user",
            "check_mode",
            "collections",
            "connection",
            "debugger",
            "delegate_facts",
            "delegate_to",
            "diff",
            "environment",
            "ignore_errors",
            "ignore_unreachable",
            "module_defaults",
            "name",
            "no_log",
            "port",
            "remote_user",
            "run_once",
            "tags",
            "throttle",
            "timeout",
            "vars",
            "when");

    private static List<String> missing(List<String> words, Set<String> known, Map<String, String> refused) {
        List<String> all = new ArrayList<>(SHARED);
        all.addAll(words);
        return all.stream()
                .filter(word -> !known.contains(word) && !refused.containsKey(word))
                .toList();
    }

    @Test
    void everyKeywordOfAnsibleIsKnownOrRefusedByName() {
        Set<String> ofPlays = new HashSet<>(Keywords.OF_PLAY);
        ofPlays.addAll(List.of("delegate_facts"));
        assertThat(missing(
                        List.of(
                                "fact_path",
                                "force_handlers",
                                "gather_facts",
                                "gather_subset",
                                "gather_timeout",
                                "handlers",
                                "hosts",
                                "max_fail_percentage",
                                "order",
                                "post_tasks",
                                "pre_tasks",
                                "roles",
                                "serial",
                                "strategy",
                                "tasks",
                                "validate_argspec",
                                "vars_files",
                                "vars_prompt"),
                        ofPlays,
                        Refused.ofPlays()))
                .isEmpty();
        assertThat(missing(List.of(), Keywords.OF_ROLE, Refused.ofTasks())).isEmpty();
        assertThat(missing(List.of("block", "rescue", "always"), Keywords.OF_BLOCK, Refused.ofTasks()))
                .isEmpty();
        assertThat(missing(
                        List.of(
                                "action",
                                "args",
                                "async",
                                "changed_when",
                                "delay",
                                "failed_when",
                                "local_action",
                                "loop",
                                "loop_control",
                                "notify",
                                "poll",
                                "register",
                                "retries",
                                "until"),
                        Keywords.OF_TASK,
                        Refused.ofTasks()))
                .isEmpty();
    }

    @Test
    void nothingIsBothKnownAndRefused() {
        assertThat(Refused.ofPlays().keySet()).doesNotContainAnyElementsOf(Keywords.OF_PLAY);
        assertThat(Refused.ofTasks().keySet())
                .doesNotContainAnyElementsOf(Keywords.OF_TASK)
                .doesNotContainAnyElementsOf(Keywords.OF_BLOCK)
                .doesNotContainAnyElementsOf(NodeReader.WORDS);
    }

    @Test
    void thePageSaysWhatTheLoaderSays() throws IOException {
        String page = page();
        if (System.getProperty("update-docs") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
            # What is left out

            Ansible's words that are refused, by name and with what to do instead; `validate` says the same with file and line. Everything
            else that Ansible's playbooks have is [there](language.md). This page is written by a test from the loader's own tables.
            """);
        table(page, "Of plays", Refused.ofPlays());
        table(page, "Of tasks, blocks, includes and roles", Refused.ofTasks());
        table(page, "Of meta", Refused.ofMeta());
        table(page, "Of include_role and import_role", Refused.ofRoleArguments());
        table(page, "Of loop_control", LoopReader.refusedControls());
        table(page, "Older loops", LoopReader.rewritten());
        return page.toString();
    }

    private static void table(StringBuilder page, String title, Map<String, String> refused) {
        page.append("\n## ").append(title).append("\n| | instead |\n|---|---|\n");
        new TreeMap<>(refused)
                .forEach((word, remedy) -> page.append("| `")
                        .append(word)
                        .append("` | ")
                        .append(remedy)
                        .append(" |\n"));
    }
}
