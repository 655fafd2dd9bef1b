package dev.plumbline.core.playbook;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which tasks are taken, by their tags, as Ansible has it: {@code always} is taken unless skipped by name, {@code never} only where one of its
 * tags is asked for. {@code all}, {@code tagged} and {@code untagged} may be asked for.
 *
 * @param wanted empty for {@code all}
 * @see <a href="https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_tags.html">Ansible on tags</a>
 */
public record TagSelection(Set<String> wanted, Set<String> skipped) {
    public static final TagSelection ALL = new TagSelection(Set.of(), Set.of());

    private static final String ALWAYS = "always";
    private static final String NEVER = "never";

    public TagSelection {
        wanted = Set.copyOf(wanted);
        skipped = Set.copyOf(skipped);
    }

    boolean takes(List<String> tags) {
        return isWanted(tags) && !isSkipped(tags);
    }

    private boolean isWanted(List<String> tags) {
        Set<String> asked = wanted.isEmpty() ? Set.of("all") : wanted;
        if (tags.contains(ALWAYS) || anyOf(asked, tags)) {
            return true;
        }
        if (tags.contains(NEVER)) {
            return false;
        }
        return asked.contains("all") || asked.contains(tags.isEmpty() ? "untagged" : "tagged");
    }

    private boolean isSkipped(List<String> tags) {
        if (anyOf(skipped, tags)) {
            return true;
        }
        boolean always = tags.contains(ALWAYS);
        return !always && (skipped.contains("all") || skipped.contains(tags.isEmpty() ? "untagged" : "tagged"));
    }

    private static boolean anyOf(Collection<String> some, Collection<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
