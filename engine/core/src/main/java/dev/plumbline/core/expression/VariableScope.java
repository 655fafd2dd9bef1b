package dev.plumbline.core.expression;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The variables that can be named at one place of a playbook. Where several define a name, the first of these counts: the loop's item and
 * other values of the moment, {@code -e}, registered results, the task's {@code vars}, those of its blocks from the inside out,
 * {@code vars_files}, the play's {@code vars}, host_vars, group_vars (children over parents), those of {@code all}. Magic variables come
 * before all of them and can't be defined. Another host's variables, by {@code hostvars}, are its inventory's, its registered results and
 * those of {@code -e}.
 */
public final class VariableScope {
    public static final String OMIT = "omit";

    /** Names that have a meaning of their own and can't be defined. */
    public static final Set<String> MAGIC = Set.of(
            "inventory_hostname",
            "inventory_hostname_short",
            "group_names",
            "groups",
            "hostvars",
            "playbook_dir",
            "ansible_play_hosts",
            OMIT);

    private final Inventory inventory;
    private final Map<String, Definition> extra;
    private final List<Map<String, Definition>> layers;
    private final String playbookDirectory;
    private final List<HostName> playHosts;
    private final Map<HostName, Map<String, Definition>> ofHosts;

    private VariableScope(
            Inventory inventory,
            Map<String, Definition> extra,
            List<Map<String, Definition>> layers,
            String playbookDirectory,
            List<HostName> playHosts,
            Map<HostName, Map<String, Definition>> ofHosts) {
        this.inventory = inventory;
        this.extra = extra;
        this.layers = layers;
        this.playbookDirectory = playbookDirectory;
        this.playHosts = playHosts;
        this.ofHosts = ofHosts;
    }

    /** What {@code -e} and the inventory define. */
    public static VariableScope of(Inventory inventory, Map<String, Definition> extra, String playbookDirectory) {
        return new VariableScope(
                inventory, Map.copyOf(extra), List.of(), playbookDirectory, List.of(), new ConcurrentHashMap<>());
    }

    /** This scope, with variables that go before those of the places around. */
    public VariableScope within(Map<String, Definition> variables) {
        if (variables.isEmpty()) {
            return this;
        }
        List<Map<String, Definition>> inner = new ArrayList<>();
        inner.add(Map.copyOf(variables));
        inner.addAll(layers);
        return new VariableScope(inventory, extra, List.copyOf(inner), playbookDirectory, playHosts, ofHosts);
    }

    public VariableScope forPlay(List<HostName> hosts) {
        return new VariableScope(inventory, extra, layers, playbookDirectory, List.copyOf(hosts), ofHosts);
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
        if (extra.containsKey(name)) {
            return Optional.of(extra.get(name));
        }
        if (here) {
            for (Map<String, Definition> layer : layers) {
                if (layer.containsKey(name)) {
                    return Optional.of(layer.get(name));
                }
            }
        }
        return Optional.ofNullable(ofHost(host).get(name));
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
        layers.forEach(layer -> names.addAll(layer.keySet()));
        names.addAll(ofHost(environment.host()).keySet());
        return names;
    }

    boolean isExtra(String name) {
        return extra.containsKey(name);
    }

    Map<String, Definition> ofHost(HostName host) {
        return ofHosts.computeIfAbsent(host, inventory::variables);
    }

    static Map<String, Value> registered(Environment environment, HostName host) {
        return environment.registered().getOrDefault(host, Map.of());
    }
}
