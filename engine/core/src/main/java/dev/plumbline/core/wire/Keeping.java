package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Writes down on the host what is there before a run changes it, so that the run can be undone from any control node. Compiled to calls of
 * the functions in {@code host.sh}.
 *
 * @param state the directory on the host
 * @param run the run's name
 */
record Keeping(AbsolutePath state, String run) {

    /** What is kept where nothing else is said: nothing, without a directory for it or a run. */
    static Optional<Keeping> of(ShellSettings settings) {
        return settings.state().flatMap(state -> settings.lock().map(lock -> new Keeping(state, lock.run())));
    }

    /** How a path or a unit is found again. */
    static String key(String name) {
        return Bytes.utf8(name).sha256().hex().substring(0, 32);
    }

    /** The body of a step, with what is written down before and after it. */
    String around(Action action, String body) {
        return switch (action) {
            case Action.WriteFile write -> file(write.path(), body);
            case Action.SetAttributes set -> file(set.path(), body);
            case Action.MakeDirectory make -> file(make.path(), body);
            case Action.MakeLink link -> file(link.path(), body);
            case Action.Remove remove -> file(remove.path(), body);
            case Action.Restore restore -> file(restore.path(), body);
            case Action.ControlUnit control ->
                control.verb() == Action.ControlUnit.Verb.DAEMON_RELOAD
                        ? body
                        : before(
                                        "plumb_keep_unit",
                                        key(control.name()),
                                        Debts.encode(control.name()),
                                        control.seen().active(),
                                        control.seen().enablement(),
                                        control.verb().command())
                                + body;
            case Action.Run run -> other(action, body);
            case Action.InstallPackages install -> other(action, body);
            case Action.RemovePackages remove -> other(action, body);
            case Action.SendRedis send -> other(action, body);
            case Action.ProveReplication proof -> body;
            case Action.Owe owe -> body;
            case Action.Settle settle -> body;
        };
    }

    private String file(AbsolutePath path, String body) {
        String key = key(path.value());
        String directory = path.parent().value();
        return before("plumb_keep", key, Debts.encode(path.value()), directory, path.name()) + body + "\nplumb_left "
                + words(key, directory, path.name()) + " >/dev/null 2>&1 || :";
    }

    private String other(Action action, String body) {
        return before("plumb_keep_other", Quote.shown(action.summary())) + body;
    }

    private String before(String function, String... arguments) {
        return function + " " + words(arguments) + " || exit\n";
    }

    private String words(String... arguments) {
        return Quote.words(List.of(state.value(), run)) + " " + Quote.words(List.of(arguments));
    }
}
