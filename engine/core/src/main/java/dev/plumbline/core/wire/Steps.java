package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action;
import dev.plumbline.core.exchange.About;
import java.util.Optional;

/** Compiles the actions that a shell can do. */
final class Steps {

    private Steps() {}

    static Step of(Action action, About about, ShellSettings settings) {
        Step step = switch (action) {
            case Action.WriteFile write -> FileSteps.write(write);
            case Action.Restore restore ->
                settings.state().map(state -> FileSteps.restore(state, restore)).orElseThrow(() -> noShell(restore));
            case Action.SetAttributes set -> FileSteps.attributes(set);
            case Action.MakeDirectory make -> FileSteps.directory(make);
            case Action.MakeLink link -> FileSteps.link(link);
            case Action.Remove remove -> FileSteps.remove(remove);
            case Action.Run run -> CommandSteps.run(run);
            case Action.ControlUnit control ->
                Keeping.of(settings)
                        .flatMap(keeping -> about.guard().map(guard -> UnitSteps.guarded(control, guard, keeping)))
                        .orElseGet(() -> UnitSteps.control(control));
            case Action.InstallPackages install -> PackageSteps.install(install);
            case Action.RemovePackages remove -> PackageSteps.remove(remove);
            case Action.Owe owe ->
                settings.state()
                        .map(state -> FileSteps.owe(state, owe.handlers()))
                        .orElseGet(FileSteps::nothing);
            case Action.Settle settle ->
                settings.state()
                        .map(state -> FileSteps.settle(state, settle.handler()))
                        .orElseGet(FileSteps::nothing);
            case Action.SendRedis send -> RedisCliSteps.send(send);
            case Action.ProveReplication prove -> throw noShell(prove);
        };
        String body = Keeping.of(settings)
                .map(keeping -> keeping.around(action, step.body()))
                .orElse(step.body());
        return new Step(body, step.payload(), step.patient(), log(step, about.task(), settings), step.outcome());
    }

    private static Optional<String> log(Step step, String task, ShellSettings settings) {
        String place = task.isEmpty() ? "" : " (" + task + ")";
        return settings.audit().flatMap(audit -> step.log().map(line -> Quote.shown(audit + ": " + line + place)));
    }

    private static IllegalArgumentException noShell(Action action) {
        return new IllegalArgumentException(
                "not for a shell: " + action.getClass().getSimpleName());
    }
}
