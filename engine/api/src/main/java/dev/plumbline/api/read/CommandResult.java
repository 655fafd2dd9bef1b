package dev.plumbline.api.read;

import dev.plumbline.api.value.Bytes;

/** How a command ended. {@code code} is its exit status; 127 where there is no such program. */
public record CommandResult(int code, Bytes output, Bytes error) {}
