package dev.plumbline.core.fact;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Optional;

/** The facts of a subset in what a host printed. */
public final class Facts {

    private Facts() {}

    /**
     * Understands an answer.
     *
     * @param lines parts, each begun by a line {@code @NAME}
     * @return empty where the host has no means to tell
     */
    public static Optional<Data.Mapping> parse(FactSubset subset, List<String> lines) {
        HostText text = HostText.of(lines);
        return switch (subset) {
            case OS -> OsFacts.of(text);
            case KERNEL -> KernelFacts.of(text);
            case NAME -> NameFacts.of(text);
            case CPU -> CpuFacts.of(text);
            case MEMORY -> MemoryFacts.of(text);
            case NETWORK -> NetworkFacts.of(text);
            case VIRTUALIZATION -> Optional.of(VirtualizationFacts.of(text));
            case MACHINE_ID -> text.first("machine-id").map(id -> one("machine_id", id));
            case BOOT_ID -> text.first("boot-id").map(id -> one("boot_id", id));
            case MOUNTS -> MountFacts.of(text);
            case USERS -> UserFacts.of(text);
            case PACKAGES -> PackageFacts.of(text);
            case SERVICES -> ServiceFacts.of(text);
        };
    }

    private static Data.Mapping one(String name, String value) {
        return Data.mapping().put(name, value).build();
    }
}
