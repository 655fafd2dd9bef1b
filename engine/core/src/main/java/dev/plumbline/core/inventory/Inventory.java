package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import java.util.List;
import java.util.Map;

/** The hosts that a run may touch, and what the user wrote about them. */
public interface Inventory {

    /** All hosts in the order in which they are first named. */
    List<HostName> hosts();

    /**
     * The hosts that a pattern means, in the inventory's order; empty where it means none.
     *
     * @param pattern {@code all}, a host, a group, {@code a:b}, {@code a:&b}, {@code a:!b}, wildcards
     * @throws IllegalArgumentException where the pattern itself is malformed; the message is for the user
     */
    List<HostName> select(String pattern);

    /** Every group with all its hosts, those of its children included; {@code all} and {@code ungrouped} are among them. */
    Map<String, List<HostName>> groups();

    /** The groups that a host belongs to, parents included and {@code all} left out, in alphabetical order. */
    List<String> groupsOf(HostName host);

    /** A host's variables after precedence: host_vars over group_vars, child groups over parents, {@code all} last. */
    Map<String, Definition> variables(HostName host);
}
