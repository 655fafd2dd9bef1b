package dev.plumbline.core.expression;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.fact.FactName;
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
    private static final Pattern OF_FACTS = Pattern.compile("(?:.*[.\\]])?(?:facts|ansible_facts)");
    private static final String ANSIBLE = "ansible_";
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
                Collection<String> known = namesBelow(path.group(1));
                if (known.contains(path.group(2))) {
                    return new Problem(
                            code,
                            Optional.of(at),
                            "'" + blamed + "' is not there: " + host + " has no such fact",
                            "Give a default: (" + blamed + ")!\"value\".");
                }
                return new Problem(code, Optional.of(at), message, remedy(blamed, path.group(2), known));
            }
        }
        return new Problem(code, Optional.of(at), message, "Define it, or give a default: (" + blamed + ")!\"value\".");
    }

    private Collection<String> namesBelow(String path) {
        if (path.equals("hostvars")) {
            return scope.inventory().hosts().stream().map(HostName::value).toList();
        }
        return OF_FACTS.matcher(path).matches() ? FactName.names() : evaluation.namesBelow(host, path);
    }

    private static String remedy(String blamed, String name, Collection<String> known) {
        if (name.equals("yes") || name.equals("no")) {
            return "Write " + (name.equals("yes") ? "true" : "false") + ".";
        }
        if (name.startsWith(ANSIBLE)) {
            String fact = name.substring(ANSIBLE.length());
            return FactName.find(fact).isPresent()
                    ? "Write facts." + fact + "."
                    : "Define it in the inventory; facts are written as in facts.os_family.";
        }
        return NearestName.hint(name, known, "Define it, or give a default: " + blamed + "!\"value\".");
    }
}
