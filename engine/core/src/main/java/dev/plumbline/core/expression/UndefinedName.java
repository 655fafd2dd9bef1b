package dev.plumbline.core.expression;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is undefined, and what was probably meant. */
record UndefinedName(Evaluation evaluation, VariableScope scope, Environment environment, HostName host) {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Pattern BELOW = Pattern.compile("(.+)\\.([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern IN_BRACKETS = Pattern.compile("(.+)\\[\"([^\"]*)\"]");

    Problem problem(String blamed, Position at) {
        String code = "expression.undefined";
        String message = "'" + blamed + "' is not defined for " + host;
        if (PLAIN.matcher(blamed).matches()) {
            return new Problem(code, Optional.of(at), message, remedy(blamed, blamed, scope.names(environment)));
        }
        for (Pattern pattern : List.of(BELOW, IN_BRACKETS)) {
            Matcher path = pattern.matcher(blamed);
            if (path.matches()) {
                Collection<String> known = path.group(1).equals("hostvars")
                        ? scope.inventory().hosts().stream()
                                .map(HostName::value)
                                .toList()
                        : evaluation.namesBelow(host, path.group(1));
                return new Problem(code, Optional.of(at), message, remedy(blamed, path.group(2), known));
            }
        }
        return new Problem(code, Optional.of(at), message, "Define it, or give a default: (" + blamed + ")!\"value\".");
    }

    private static String remedy(String blamed, String name, Collection<String> known) {
        if (name.equals("yes") || name.equals("no")) {
            return "Write " + (name.equals("yes") ? "true" : "false") + ".";
        }
        String otherwise = name.startsWith("ansible_")
                ? "Facts of hosts are not available yet; define it in the inventory."
                : "Define it, or give a default: " + blamed + "!\"value\".";
        return NearestName.hint(name, known, otherwise);
    }
}
