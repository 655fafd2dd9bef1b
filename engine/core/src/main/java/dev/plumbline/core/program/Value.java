package dev.plumbline.core.program;

import dev.plumbline.api.value.Data;

/** What a variable set during a run holds. */
public sealed interface Value {

    record Present(Data data) implements Value {}

    /** Known after {@code cause}. */
    record Pending(String cause) implements Value {}
}
