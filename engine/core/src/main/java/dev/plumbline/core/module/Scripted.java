package dev.plumbline.core.module;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.module.Scripted.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a playbook desires of a module of shell fragments. The fragments are the same for all values: these arrive as arguments and
 * variables, and secrets as variables only.
 */
record Scripted(ScriptedModule module, Map<String, Object> values) implements Desired<Seen> {
    static final String STATE = "state";

    /** Nobody knows beforehand what the fragment does. */
    private static final List<Effect> ANYTHING =
            List.of(new Effect.Forgets(new Scope.Everything()), new Effect.Forgets(new Scope.Network()));

    /**
     * What the fragments said.
     *
     * @param check of {@code in_sync} where that is a fragment
     */
    record Seen(Optional<CommandResult> read, Optional<CommandResult> check) {}

    Scripted {
        values = Map.copyOf(values);
        if (ScriptArguments.of(module, values).holdNul()) {
            throw new IllegalArgumentException("a value holds a NUL character, which no shell can take");
        }
    }

    @Override
    public Probe<Seen> probe() {
        return Probe.both(optional(module.read()), optional(check()), Seen::new);
    }

    private Optional<String> check() {
        return module.inSync() instanceof ScriptedModule.InSync.Script(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private Probe<Optional<CommandResult>> optional(Optional<String> script) {
        return script.map(text -> Probe.of(question(text)).map(Optional::of))
                .orElseGet(() -> Probe.just(Optional.empty()));
    }

    private Read.CommandOutput question(String script) {
        ScriptArguments given = ScriptArguments.of(module, values);
        return new Read.CommandOutput(given.command(script), Optional.empty(), given.variables());
    }

    @Override
    public List<Delta> diff(Seen seen) {
        boolean isExpected = isAbsent(seen.read, module.read()) || isAbsent(seen.check, check());
        if (!isExpected) {
            Optional<Delta> failure = failure("read", seen.read, 0).or(() -> failure("in_sync", seen.check, 1));
            if (failure.isPresent()) {
                return List.of(failure.get());
            }
            if (isInSync(seen)) {
                return List.of();
            }
        }
        ScriptArguments given = ScriptArguments.of(module, values);
        return List.of(Delta.Change.of(
                Difference.of(STATE, "not in sync", "in sync"),
                new Action.Run(
                        given.command(module.apply()).stream().map(Text::of).toList(),
                        Bytes.EMPTY,
                        given.variables(),
                        Optional.empty(),
                        ANYTHING)));
    }

    /** Whether an answer stands for a host on which nothing was run yet. */
    private boolean isAbsent(Optional<CommandResult> answer, Optional<String> script) {
        return answer.isPresent()
                && answer.get().equals(question(script.orElseThrow()).absent());
    }

    private Optional<Delta> failure(String key, Optional<CommandResult> answer, int highest) {
        return answer.filter(result -> result.code() > highest || result.code() < 0)
                .map(result -> Delta.Violation.of(
                        "module.script_failed",
                        "'" + key + "' of " + module.name() + " ended with status " + result.code()
                                + words(result.error()),
                        "run it by hand on the host; it runs under set -eu"));
    }

    private String words(Bytes error) {
        String text = text(error);
        return text.isBlank() || isSecret() ? "" : ": " + text.strip();
    }

    private boolean isInSync(Seen seen) {
        return switch (module.inSync()) {
            case ScriptedModule.InSync.Script script -> seen.check.orElseThrow().code() == 0;
            case ScriptedModule.InSync.Expression(var language, var source) -> {
                List<NamedValue> names = new ArrayList<>();
                module.parameters()
                        .forEach(parameter -> names.add(new NamedValue(
                                parameter.name(),
                                Optional.ofNullable(values.get(parameter.name()))
                                        .map(ScriptArguments::data)
                                        .orElse(Data.NOTHING))));
                names.add(new NamedValue(STATE, state(seen)));
                yield NamedValue.holds(language, source, names);
            }
        };
    }

    @Override
    public Data.Mapping result(Seen seen) {
        return Data.mapping().put(STATE, state(seen)).build();
    }

    /** What was read is as secret as what it was read with. */
    private Data state(Seen seen) {
        String text = seen.read.map(answer -> text(answer.output())).orElse("");
        return Data.of(isSecret() ? Text.secret(text) : Text.of(text));
    }

    private boolean isSecret() {
        return values.values().stream().anyMatch(value -> value instanceof Text text && text.isSecret());
    }

    private static String text(Bytes bytes) {
        String text = bytes.utf8().orElseGet(bytes::latin1);
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
