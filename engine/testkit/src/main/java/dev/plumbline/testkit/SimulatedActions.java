package dev.plumbline.testkit;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Does actions as a host does: each as a whole, or not at all. */
final class SimulatedActions {
    private static final StepOutcome DONE = new StepOutcome.Done(Optional.empty());

    private final InMemoryHost host;
    private final Account account;

    SimulatedActions(InMemoryHost host, Account account) {
        this.host = host;
        this.account = account;
    }

    StepOutcome perform(Action action) {
        return switch (action) {
            case Action.WriteFile write -> write(write);
            case Action.Restore restore ->
                failed("undo.no_copy", "a host in memory keeps nothing of " + restore.path());
            case Action.SetAttributes set -> setAttributes(set);
            case Action.MakeDirectory make -> makeDirectory(make);
            case Action.MakeLink make -> makeLink(make);
            case Action.Remove remove -> remove(remove);
            case Action.Run run -> run(run);
            case Action.ControlUnit control -> control(control);
            case Action.InstallPackages install -> install(install);
            case Action.RemovePackages remove -> removePackages(remove);
            case Action.SendRedis send -> {
                host.tunnelled();
                yield host.redis().send(send);
            }
            case Action.ProveReplication prove -> {
                host.tunnelled();
                yield host.redis().prove(prove);
            }
            case Action.Owe(List<String> handlers) -> {
                host.debts().addAll(handlers);
                yield DONE;
            }
            case Action.Settle(String handler) -> {
                host.debts().remove(handler);
                yield DONE;
            }
        };
    }

    private StepOutcome write(Action.WriteFile write) {
        AbsolutePath path = write.path();
        Optional<AbsolutePath> parent = host.files().physical(path);
        if (parent.isEmpty()) {
            return failed("file.no_directory", "there is no directory " + path.parent());
        }
        Inode old = host.files().at(path).orElse(null);
        if (old != null && old.kind != Inode.Kind.REGULAR) {
            return refused(path + " is no regular file any more");
        }
        Optional<Sha256> there =
                Optional.ofNullable(old).map(inode -> inode.content().sha256());
        if (!there.equals(write.expected())) {
            return refused(path + " was changed since it was read");
        }
        if (host.faults().isDiskFull()) {
            return failed("file.disk_full", "no space is left for " + path);
        }
        if (!host.knowsAccount(write.owner()) || !host.knowsAccount(write.group())) {
            return failed("file.owner", "the host has no " + write.owner() + ":" + write.group());
        }
        Bytes content = content(write.content());
        if (!content.sha256().equals(write.content().hash())) {
            return failed("file.damaged", "what arrived for " + path + " is not what was sent");
        }
        Optional<StepOutcome> invalid = write.validation().flatMap(validation -> validate(validation, content));
        if (invalid.isPresent()) {
            return invalid.get();
        }
        Inode fresh = host.inode(Inode.Kind.REGULAR, write.mode().toString(), write.owner(), write.group());
        host.files().put(path, fresh.holding(content));
        return DONE;
    }

    private static Bytes content(Content content) {
        return switch (content) {
            case Content.Inline(Bytes bytes) -> bytes;
            case Content.Streamed(var file) -> {
                try {
                    yield Bytes.of(Files.readAllBytes(Path.of(file.path())));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private Optional<StepOutcome> validate(Validation validation, Bytes content) {
        Bytes candidate = Bytes.latin1(
                content.latin1() + Bytes.utf8(validation.appended().reveal()).latin1());
        List<String> arguments = validation.arguments();
        CommandResult result = host.program(arguments.getFirst())
                .map(program -> program.run(new SimulatedProgram.Call(
                        host,
                        arguments.subList(1, arguments.size()),
                        Bytes.EMPTY,
                        java.util.Map.of(),
                        Optional.of(candidate))))
                .orElseGet(() -> SimulatedReads.notFound(arguments.getFirst()));
        String said = result.output().latin1() + result.error().latin1();
        boolean accepted = validation
                .accepted()
                .map(text ->
                        said.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))
                .orElse(result.code() == 0);
        return accepted
                ? Optional.empty()
                : Optional.of(new StepOutcome.Failed(
                        "file.invalid",
                        "the new content was rejected: " + said.strip(),
                        "correct the content",
                        Optional.of(result)));
    }

    private StepOutcome setAttributes(Action.SetAttributes set) {
        if (!host.files().state(set.path()).equals(set.seen())) {
            return refused(set.path() + " was changed since it was read");
        }
        Inode inode = host.files().at(set.path()).orElse(null);
        Optional<StepOutcome> wrong = owners(set.becomes());
        if (inode == null || wrong.isPresent()) {
            return wrong.orElseGet(() -> refused(set.path() + " is gone"));
        }
        switch (set.becomes()) {
            case FileState.Regular(var mode, var owner, var group, int links) ->
                inode.attributes(Optional.of(mode), owner, group);
            case FileState.Directory(var mode, var owner, var group) ->
                inode.attributes(Optional.of(mode), owner, group);
            case FileState.Special(var kind, var mode, var owner, var group) ->
                inode.attributes(Optional.of(mode), owner, group);
            case FileState.Link(var target, var resolved, var owner, var group) ->
                inode.attributes(Optional.empty(), owner, group);
            case FileState.Missing() -> {
                return refused(set.path() + " can't become nothing by its attributes");
            }
        }
        return DONE;
    }

    private Optional<StepOutcome> owners(FileState state) {
        return switch (state) {
            case FileState.Regular(var mode, var owner, var group, int links) -> owners(owner, group);
            case FileState.Directory(var mode, var owner, var group) -> owners(owner, group);
            case FileState.Special(var kind, var mode, var owner, var group) -> owners(owner, group);
            case FileState.Link(var target, var resolved, var owner, var group) -> owners(owner, group);
            case FileState.Missing() -> Optional.empty();
        };
    }

    private Optional<StepOutcome> owners(String owner, String group) {
        return host.knowsAccount(owner) && host.knowsAccount(group)
                ? Optional.empty()
                : Optional.of(failed("file.owner", "the host has no " + owner + ":" + group));
    }

    private StepOutcome makeDirectory(Action.MakeDirectory make) {
        if (host.files().at(make.path()).isPresent()) {
            return refused("something lies at " + make.path() + " already");
        }
        if (host.faults().isDiskFull()) {
            return failed("file.disk_full", "no space is left for " + make.path());
        }
        Optional<StepOutcome> wrong = owners(make.owner(), make.group());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        AbsolutePath parent = make.path().parent();
        if (host.files().following(parent).isEmpty()) {
            StepOutcome above = makeDirectory(
                    new Action.MakeDirectory(parent, new FileMode(0755), account.user(), account.group()));
            if (!(above instanceof StepOutcome.Done)) {
                return above;
            }
        }
        if (host.files().physical(make.path()).isEmpty()) {
            return failed("file.no_directory", parent + " is no directory");
        }
        host.files()
                .put(make.path(), host.inode(Inode.Kind.DIRECTORY, make.mode().toString(), make.owner(), make.group()));
        return DONE;
    }

    private StepOutcome makeLink(Action.MakeLink make) {
        FileState there = host.files().state(make.path());
        boolean replaceable = there instanceof FileState.Missing || there instanceof FileState.Link;
        if (!there.equals(make.seen()) || !replaceable) {
            return refused(make.path() + " was changed since it was read");
        }
        if (host.files().physical(make.path()).isEmpty()) {
            return failed(
                    "file.no_directory", "there is no directory " + make.path().parent());
        }
        if (host.faults().isDiskFull()) {
            return failed("file.disk_full", "no space is left for " + make.path());
        }
        host.files()
                .put(
                        make.path(),
                        host.inode(Inode.Kind.LINK, "0777", account.user(), account.group())
                                .pointingAt(make.target()));
        return DONE;
    }

    private StepOutcome remove(Action.Remove remove) {
        if (!host.files().state(remove.path()).equals(remove.seen())) {
            return refused(remove.path() + " was changed since it was read");
        }
        host.files().remove(remove.path());
        host.tick();
        return DONE;
    }

    private StepOutcome run(Action.Run run) {
        List<String> arguments = run.arguments().stream().map(Text::reveal).toList();
        host.tick();
        CommandResult result = host.program(arguments.getFirst())
                .map(program -> program.run(new SimulatedProgram.Call(
                        host,
                        arguments.subList(1, arguments.size()),
                        run.input(),
                        run.environment(),
                        Optional.empty())))
                .orElseGet(() -> SimulatedReads.notFound(arguments.getFirst()));
        return result.code() == 0
                ? new StepOutcome.Done(Optional.of(result))
                : new StepOutcome.Failed(
                        "command.failed",
                        run.arguments().getFirst() + " ended with status " + result.code(),
                        "",
                        Optional.of(result));
    }

    private StepOutcome control(Action.ControlUnit control) {
        long now = host.tick();
        if (control.verb() == Action.ControlUnit.Verb.DAEMON_RELOAD) {
            host.units().values().forEach(unit -> unit.control(control.verb(), now));
            return DONE;
        }
        String name = control.seen().aliasOf().orElse(control.name());
        Optional<SimulatedUnit> unit = host.findUnit(name);
        if (unit.isEmpty()) {
            return failed("unit.not_found", "Unit " + name + ".service not found.");
        }
        return unit.get()
                .control(control.verb(), now)
                .map(reason -> failed("unit.failed", reason))
                .orElse(DONE);
    }

    private StepOutcome install(Action.InstallPackages install) {
        if (install.refreshIndex()) {
            host.refreshIndex();
        }
        for (String name : install.names()) {
            if (!host.repository().containsKey(name)) {
                return failed("package.not_found", "Unable to locate package " + name);
            }
        }
        if (host.faults().isDiskFull()) {
            return failed("package.failed", "no space is left");
        }
        for (String name : install.names()) {
            Optional.ofNullable(host.repository().get(name)).ifPresent(found -> {
                if (host.packages().put(name, found.version()) == null) {
                    host.tick();
                    found.onInstall().accept(host);
                }
            });
        }
        return DONE;
    }

    private StepOutcome removePackages(Action.RemovePackages remove) {
        for (String name : remove.names()) {
            if (host.packages().remove(name) != null) {
                host.tick();
                Optional.ofNullable(host.repository().get(name))
                        .ifPresent(found -> found.onRemove().accept(host));
            }
        }
        return DONE;
    }

    private static StepOutcome refused(String message) {
        return new StepOutcome.Refused("file.changed", message, "plan again");
    }

    private static StepOutcome failed(String code, String message) {
        return new StepOutcome.Failed(code, message, "", Optional.empty());
    }
}
