package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.Optional;

/** The running kernel, and the name that it keeps for the host. */
final class KernelFacts {

    private KernelFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        Optional<String> kernel = text.first("osrelease");
        if (kernel.isEmpty()) {
            return Optional.empty();
        }
        Data.Builder facts = Data.mapping()
                .put("system", text.first("ostype").orElse("Linux"))
                .put("kernel", kernel.get());
        text.first("version").ifPresent(version -> facts.put("kernel_version", version));
        text.first("arch").ifPresent(machine -> {
            facts.put("machine", machine);
            facts.put("architecture", machine.matches("i[3-6]86") ? "i386" : machine);
        });
        text.first("nodename").ifPresent(name -> {
            facts.put("nodename", name);
            facts.put("hostname", name.replaceFirst("\\..*", ""));
        });
        return Optional.of(facts.build());
    }
}
