package dev.plumbline.core.promise;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan was made from, as digests. A plan made from something else may look the same and still come to something else, where it is
 * known only during the apply.
 *
 * @param files playbooks, roles, templates, files and modules, by name
 * @param extra the variables of {@code -e}
 * @param groups which hosts are in which group
 * @param variables what the inventory defines for each host
 */
public record Basis(
        Map<String, String> files,
        Map<String, String> extra,
        String groups,
        Map<HostName, Map<String, String>> variables) {

    public Basis {
        files = copy(files);
        extra = copy(extra);
        Map<HostName, Map<String, String>> byHost = new LinkedHashMap<>();
        variables.forEach((host, ofHost) -> byHost.put(host, copy(ofHost)));
        variables = byHost;
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return new TreeMap<>(map);
    }

    /**
     * That of a plan.
     *
     * @param files digests of the files that were read
     * @param hosts those of the plan
     */
    public static Basis of(
            Map<String, String> files,
            Map<String, Definition> extra,
            Inventory inventory,
            Iterable<HostName> hosts,
            Seal seal) {
        List<String> groups = new ArrayList<>();
        new TreeMap<>(inventory.groups()).forEach((group, members) -> {
            groups.add("group " + group);
            members.forEach(member -> groups.add(member.value()));
        });
        Map<HostName, Map<String, String>> variables = new LinkedHashMap<>();
        hosts.forEach(host -> variables.put(host, digests(inventory.variables(host), seal)));
        return new Basis(files, digests(extra, seal), seal.digest(groups), variables);
    }

    private static Map<String, String> digests(Map<String, Definition> definitions, Seal seal) {
        Map<String, String> digests = new TreeMap<>();
        definitions.forEach((name, definition) ->
                digests.put(name, seal.digest(Wording.of(definition.node())).substring(0, 16)));
        return digests;
    }

    /** What differs from this now. */
    public List<Objection> objections(Basis now) {
        List<Objection> objections = new ArrayList<>();
        different(files, now.files())
                .forEach(name -> objections.add(Objection.ofAll(changed(name, files, now.files()))));
        different(extra, now.extra())
                .forEach(name -> objections.add(Objection.ofAll("-e " + said(name, extra, now.extra()))));
        if (!groups.equals(now.groups())) {
            objections.add(Objection.ofAll("the inventory's groups have other hosts"));
        }
        now.variables().forEach((host, ofHost) -> {
            Map<String, String> before = variables.getOrDefault(host, Map.of());
            Set<String> names = different(before, ofHost);
            if (!names.isEmpty() && variables.containsKey(host)) {
                objections.add(Objection.of(host, "the inventory gives other variables: " + String.join(", ", names)));
            }
        });
        return objections;
    }

    private static String changed(String file, Map<String, String> before, Map<String, String> now) {
        return !before.containsKey(file)
                ? file + " was not read then"
                : !now.containsKey(file) ? file + " is gone" : file + " was changed";
    }

    private static String said(String name, Map<String, String> before, Map<String, String> now) {
        return !before.containsKey(name)
                ? name + " was not given then"
                : !now.containsKey(name) ? name + " must be given again" : name + " has another value";
    }

    private static Set<String> different(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> before.containsKey(name) && before.get(name).equals(now.get(name)));
        return names;
    }
}
