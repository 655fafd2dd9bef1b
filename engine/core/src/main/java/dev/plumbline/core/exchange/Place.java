package dev.plumbline.core.exchange;

import dev.plumbline.api.value.HostName;

/** Where, and as whom, something is read or done. */
public record Place(HostName host, Identity as) {}
