package dev.plumbline.api.probe;

import dev.plumbline.api.value.HostName;

/** Where a module asks: on the host that its task runs on, or on another of the inventory. */
public sealed interface Where {

    record Here() implements Where {}

    record On(HostName host) implements Where {}
}
