package dev.plumbline.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options that are announced and not there yet, and those of other programs that people try. */
final class FutureOptions {
    private static final Map<String, List<String>> BY_COMMAND = Map.of(
            "plan", List.of("--untrusted"),
            "drift", List.of("--since"),
            "watch", List.of("--check", "--http", "--labels"));

    private static final Map<String, String> ELSEWHERE = Map.of(
            "--check", "'plumb plan' shows what would change and changes nothing",
            "-C", "'plumb plan' shows what would change and changes nothing",
            "--diff", "differences are always shown",
            "-D", "differences are always shown",
            "--syntax-check", "'plumb validate' does that",
            "--auto-approve", "it is called --yes",
            "--become-method", "only sudo is there; leave it out",
            "--connection", "only SSH is there; leave it out");

    private FutureOptions() {}

    static boolean isNotYet(String command, String option) {
        return BY_COMMAND.getOrDefault(command, List.of()).contains(option);
    }

    /** What to do instead of an option that other programs have. */
    static Optional<String> instead(String option) {
        return Optional.ofNullable(ELSEWHERE.get(option));
    }
}
