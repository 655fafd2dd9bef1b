package dev.plumbline.core.wire;

import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hides what we know to be secret in what a host's tools said. */
final class Secrets {
    /** A shorter line is no secret worth the name, and hiding it would make messages unreadable. */
    private static final int SHORTEST_LINE = 4;

    private Secrets() {}

    static UnaryOperator<String> mask(Collection<Text> texts) {
        List<String> secrets = texts.stream()
                .flatMap(text -> text.secrets().stream())
                .flatMap(Secrets::withLines)
                .distinct()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
        return message -> {
            String masked = message;
            for (String secret : secrets) {
                masked = masked.replace(secret, Text.MASK);
            }
            return masked;
        };
    }

    private static java.util.stream.Stream<String> withLines(String secret) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(secret), secret.lines().filter(line -> line.length() >= SHORTEST_LINE));
    }

    static StepOutcome masked(StepOutcome outcome, UnaryOperator<String> mask) {
        return outcome instanceof StepOutcome.Failed failed
                ? new StepOutcome.Failed(failed.code(), mask.apply(failed.message()), failed.remedy(), failed.result())
                : outcome;
    }
}
