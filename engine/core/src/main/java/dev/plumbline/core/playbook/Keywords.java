package dev.plumbline.core.playbook;

import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The words that a play, a role, a block or a task may have. */
final class Keywords {
    /** Handed down to what is within. */
    private static final Set<String> SHARED = Set.of(
            "name",
            "when",
            "tags",
            "vars",
            "become",
            "become_user",
            "become_method",
            "environment",
            "ignore_errors",
            "no_log",
            "delegate_to",
            "run_once",
            "throttle");

    private static final Set<String> LOOPS = Set.of("loop", "loop_control", "with_items", "with_list", "with_dict");

    static final Set<String> OF_PLAY = with(
            Set.of(
                    "name",
                    "tags",
                    "vars",
                    "become",
                    "become_user",
                    "become_method",
                    "environment",
                    "ignore_errors",
                    "no_log",
                    "run_once",
                    "throttle"),
            "hosts",
            "vars_files",
            "roles",
            "pre_tasks",
            "tasks",
            "post_tasks",
            "handlers",
            "gather_facts",
            "serial",
            "between_batches",
            "max_fail_percentage",
            "failure_budget",
            "any_errors_fatal",
            "order");
    static final Set<String> OF_IMPORT = Set.of("name", "import_playbook", "vars", "when", "tags");
    static final Set<String> OF_BLOCK = with(with(SHARED, LOOPS), "block", "rescue", "always", "serial");
    static final Set<String> OF_INCLUDE = with(SHARED, LOOPS);
    static final Set<String> OF_ROLE = with(SHARED, "role");
    static final Set<String> OF_META = Set.of("meta", "name", "when", "tags");
    static final Set<String> OF_TASK = with(
            with(SHARED, LOOPS),
            "register",
            "until",
            "retries",
            "delay",
            "notify",
            "changed_when",
            "failed_when",
            "listen");

    private Keywords() {}

    /** Says which keys a thing doesn't have. */
    static void check(Fields fields, String kind, Set<String> known, Set<String> alsoKnown) {
        for (YamlNode.Entry entry : fields.mapping().entries()) {
            String key = ModuleIndex.plain(entry.key());
            if (known.contains(key) || alsoKnown.contains(key)) {
                continue;
            }
            boolean ofTask = kind.contains("block") && OF_TASK.contains(key);
            fields.problems()
                    .add(
                            "playbook.key.unknown",
                            entry.keyAt(),
                            kind + " has no '" + entry.key() + "'",
                            ofTask
                                    ? "Say it at the tasks within."
                                    : NearestName.hint(
                                            entry.key(),
                                            known,
                                            "It has " + String.join(", ", new TreeSet<>(known)) + "."));
        }
    }

    private static Set<String> with(Set<String> words, String... more) {
        return with(words, Set.of(more));
    }

    private static Set<String> with(Set<String> words, Set<String> more) {
        Set<String> all = new HashSet<>(words);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
