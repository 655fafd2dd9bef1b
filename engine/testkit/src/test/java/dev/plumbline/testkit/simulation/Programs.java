package dev.plumbline.testkit.simulation;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.program.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs written by hand, as the loader would make them. */
final class Programs {
    static final HostName A = new HostName("a");
    static final HostName B = new HostName("b");
    static final Identity ROOT = new Identity.Become("root");

    private Programs() {}

    static Program program(Play... plays) {
        return new Program("site.yml", List.of(plays), List.of(A, B));
    }

    static Play play(List<HostName> hosts, List<Node> tasks, Task... handlers) {
        return new Play("play", new Position("site.yml", 1, 1), hosts, tasks, List.of(handlers));
    }

    static Flush flush() {
        return new Flush(new Position("site.yml", 99, 1));
    }

    /** A task under construction: what a test leaves out is as in a bare task. */
    record Draft(
            String name,
            Template<Desired<?>> state,
            List<Template<Boolean>> when,
            Optional<Template<List<Data>>> loop,
            Optional<String> register,
            Optional<Task.Until> until,
            List<String> notifies,
            boolean ignoreErrors) {

        Draft notifying(String handler) {
            return new Draft(name, state, when, loop, register, until, List.of(handler), ignoreErrors);
        }

        Draft when(Template<Boolean> condition) {
            return new Draft(name, state, List.of(condition), loop, register, until, notifies, ignoreErrors);
        }

        Draft looping(Data... items) {
            return new Draft(
                    name, state, when, Optional.of(any -> List.of(items)), register, until, notifies, ignoreErrors);
        }

        Draft registering(String variable) {
            return new Draft(name, state, when, loop, Optional.of(variable), until, notifies, ignoreErrors);
        }

        Draft until(Template<Boolean> condition, int retries) {
            return new Draft(
                    name,
                    state,
                    when,
                    loop,
                    register,
                    Optional.of(new Task.Until(condition, retries, Duration.ZERO)),
                    notifies,
                    ignoreErrors);
        }

        Draft ignoringErrors() {
            return new Draft(name, state, when, loop, register, until, notifies, true);
        }

        Task task() {
            return new Task(
                    new Task.Label(
                            "site.yml#" + name, name, "test", new Position("site.yml", 7, 3), new Task.Kind.OfModule()),
                    state,
                    Task.Manner.as(any -> ROOT),
                    when,
                    loop.map(items -> new Loop(items, "item", Optional.empty(), Optional.empty(), false)),
                    new Task.Judgement(List.of(), List.of(), until, ignoreErrors),
                    register,
                    notifies,
                    List.of());
        }
    }

    static Draft task(String name, Desired<?> state) {
        return task(name, any -> state);
    }

    static Draft task(String name, Template<Desired<?>> state) {
        return new Draft(
                name, state, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), false);
    }

    /** The field of a registered mapping, as an expression would name it. */
    static Data registered(Environment environment, String variable, String field) {
        Map<String, Value> here = environment.registered().getOrDefault(environment.host(), Map.of());
        Value value = environment.local().getOrDefault(variable, here.get(variable));
        return switch (value) {
            case Value.Pending(String cause) -> throw new NotYetKnown(cause);
            case Value.Present(Data data) -> ((Data.Mapping) data).get(field).orElseThrow();
            case null -> throw new AssertionError(variable + " is not registered");
        };
    }
}
