package dev.plumbline.core.expression;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.core.fact.FactName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which facts the expressions and templates understood so far name, so that they are asked for together. Only a hint: a fact is read when
 * an expression comes to it, whether it was found here or not.
 */
final class FactMentions {
    private static final Pattern MENTION =
            Pattern.compile("\\b(?:facts|ansible_facts)\\s*(?:\\.\\s*(\\w+)|\\[\\s*[\"'](\\w+)[\"']\\s*])");

    private final Set<FactSubset> subsets = ConcurrentHashMap.newKeySet();

    void lookIn(String source) {
        Matcher mention = MENTION.matcher(source);
        while (mention.find()) {
            String name = mention.group(1) == null ? mention.group(2) : mention.group(1);
            FactName.find(name).map(FactName::subset).ifPresent(subsets::add);
        }
    }

    Set<FactSubset> subsets() {
        return Set.copyOf(subsets);
    }
}
