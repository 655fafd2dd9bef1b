package dev.plumbline.core.plan;

import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What {@code register} sees of a task: the module's own fields, those of a command, and how it ended. */
final class Answer {

    private Answer() {}

    static Data.Mapping of(
            Data.Mapping result, boolean changed, boolean failed, boolean skipped, Optional<CommandResult> printed) {
        Data.Builder answer = Data.mapping();
        result.entries().forEach(answer::put);
        printed.ifPresent(command -> answer.put("rc", command.code())
                .put("stdout", text(command.output().toArray()))
                .put("stderr", text(command.error().toArray()))
                .put(
                        "stdout_lines",
                        Data.of(Text.of(text(command.output().toArray())).lines().stream()
                                .map(Data::of)
                                .toList())));
        return answer.put("changed", changed)
                .put("failed", failed)
                .put("skipped", skipped)
                .build();
    }

    private static String text(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        return all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
    }
}
