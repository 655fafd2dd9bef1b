package dev.plumbline.core.expression;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variables that can be named at one place of a playbook. Where several define a name, the first of these counts: the loop's item and
 * other values of the moment, {@code -e}, registered results and {@code set_fact}, {@code include_vars}, the task's {@code vars}, those of
 * its blocks, includes and roles from the inside out (a role's parameters before its own), {@code vars_files}, the play's {@code vars},
 * host_vars, group_vars (children over parents), those of {@code all}, the defaults of roles. Magic variables come before all of them and
 * can't be defined. Another host's variables, by {@code hostvars}, are its inventory's, its registered results and
 * those of {@code -e}.
 */
public final class VariableScope {
    public static final String OMIT = "omit";
    static final String FACTS = "facts";

    /** Ansible's word for the same. */
    static final String ANSIBLE_FACTS = "ansible_facts";

    /** Names that have a meaning of their own and can't be defined. */
    public static final Set<String> MAGIC = Set.of(
            "inventory_hostname",
            "inventory_hostname_short",
            "group_names",
            "groups",
            "hostvars",
            FACTS,
            ANSIBLE_FACTS,
            "playbook_dir",
            "ansible_play_hosts",
            OMIT);

    private final Inventory inventory;
    private final Map<String, Definition> extra;
    private final Map<String, Definition> inner;
    private final Map<String, Definition> defaults;
    private final String playbookDirectory;
    private final List<HostName> playHosts;
    private final Map<HostName, Map<String, Definition>> ofHosts;

    private VariableScope(
            Inventory inventory,
            Map<String, Definition> extra,
            Map<String, Definition> inner,
            Map<String, Definition> defaults,
            String playbookDirectory,
            List<HostName> playHosts,
            Map<HostName, Map<String, Definition>> ofHosts) {
        this.inventory = inventory;
        this.extra = extra;
        this.inner = inner;
        this.defaults = defaults;
        this.playbookDirectory = playbookDirectory;
        this.playHosts = playHosts;
        this.ofHosts = ofHosts;
    }

    /** What {@code -e} and the inventory define. */
    public static VariableScope of(Inventory inventory, Map<String, Definition> extra, String playbookDirectory) {
        return new VariableScope(
                inventory,
                Map.copyOf(extra),
                Map.of(),
                Map.of(),
                playbookDirectory,
                List.of(),
                new ConcurrentHashMap<>());
    }

    /** This scope, with variables that go before those of the places around. */
    public VariableScope within(Map<String, Definition> variables) {
        return variables.isEmpty()
                ? this
                : new VariableScope(
                        inventory, extra, before(variables, inner), defaults, playbookDirectory, playHosts, ofHosts);
    }

    /** This scope, with variables that give way to all others. */
    public VariableScope withDefaults(Map<String, Definition> variables) {
        return variables.isEmpty()
                ? this
                : new VariableScope(
                        inventory, extra, inner, before(variables, defaults), playbookDirectory, playHosts, ofHosts);
    }

    private static Map<String, Definition> before(Map<String, Definition> variables, Map<String, Definition> others) {
        Map<String, Definition> all = new HashMap<>(others);
        all.putAll(variables);
        return Map.copyOf(all);
    }

    public VariableScope forPlay(List<HostName> hosts) {
        return new VariableScope(inventory, extra, inner, defaults, playbookDirectory, List.copyOf(hosts), ofHosts);
    }

    Inventory inventory() {
        return inventory;
    }

    String playbookDirectory() {
        return playbookDirectory;
    }

    List<HostName> playHosts() {
        return playHosts;
    }

    boolean isHost(HostName host) {
        return inventory.hosts().contains(host);
    }

    /** A variable as it is defined, magic ones and those set during the run left out. */
    public Optional<Definition> definition(HostName host, String name, boolean here) {
        Definition found = extra.get(name);
        if (found == null && here) {
            found = inner.get(name);
        }
        if (found == null) {
            found = ofHost(host).get(name);
        }
        if (found == null && here) {
            found = defaults.get(name);
        }
        return Optional.ofNullable(found);
    }

    /** Whether an expression evaluated for a host may name it. */
    public boolean isDefined(String name, Environment environment) {
        HostName host = environment.host();
        return MAGIC.contains(name)
                || name.equals("ansible_host")
                || environment.local().containsKey(name)
                || registered(environment, host).containsKey(name)
                || definition(host, name, true).isPresent();
    }

    /** All names that an expression evaluated for a host may use, in alphabetical order. */
    public Set<String> names(Environment environment) {
        Set<String> names = new TreeSet<>(MAGIC);
        names.add("ansible_host");
        names.addAll(environment.local().keySet());
        names.addAll(registered(environment, environment.host()).keySet());
        names.addAll(extra.keySet());
        names.addAll(inner.keySet());
        names.addAll(defaults.keySet());
        names.addAll(ofHost(environment.host()).keySet());
        return names;
    }

    boolean isExtra(String name) {
        return extra.containsKey(name);
    }

    Map<String, Definition> ofHost(HostName host) {
        Map<String, Definition> known = ofHosts.get(host);
        return known == null ? ofHosts.computeIfAbsent(host, inventory::variables) : known;
    }

    static Map<String, Value> registered(Environment environment, HostName host) {
        return environment.registered().getOrDefault(host, Map.of());
    }
}
