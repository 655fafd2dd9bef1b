package dev.plumbline.testkit.contract;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.testkit.HostSessionContract;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;

class InMemoryHostContractTest extends HostSessionContract {
    private final InMemoryHost host = new InMemoryHost("host1")
            .directory("/srv/test")
            .program("true", call -> SimulatedProgram.succeeds(""))
            .program("false", call -> SimulatedProgram.fails(1, ""))
            .program("echo", call -> SimulatedProgram.succeeds(String.join(" ", call.arguments()) + "\n"));

    @Override
    protected HostSession session() {
        return host;
    }

    @Override
    protected AbsolutePath directory() {
        return new AbsolutePath("/srv/test");
    }
}
