package dev.plumbline.cli.assembly;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.run.FactsLook;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.redis.JedisRedisClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks hosts for their facts. */
public final class HostFacts {

    private HostFacts() {}

    /** In the order of {@code hosts}. */
    public static Map<HostName, FactsLook.Seen> of(
            Workspace workspace,
            Map<HostName, HostConnection> connections,
            List<HostName> hosts,
            Passwords passwords,
            Set<FactSubset> subsets)
            throws InterruptedException {
        Links links = new Links(
                connections,
                Plumbline.sshSettings(workspace),
                passwords,
                ShellSettings.standard(),
                new JedisRedisClient(),
                Optional.empty());
        try (Fleet fleet = new Fleet(links, workspace.settings().forks().value())) {
            return FactsLook.at(fleet, hosts, subsets);
        }
    }
}
