package dev.plumbline.modules.redis;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisErrors;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.redis.conf.ConfFile;
import dev.plumbline.modules.redis.conf.Declared;
import dev.plumbline.modules.redis.conf.Directive;
import dev.plumbline.modules.redis.conf.Running;
import dev.plumbline.modules.redis.conf.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What differs between what {@link RedisConf} declares and what it saw. */
final class ConfDiff {
    private static final FileMode NEW_FILE = new FileMode(0640);

    private final RedisConf module;
    private final DesiredConf desired;
    private final ConfSight seen;
    private final ConfFile current;
    private final ConfFile wanted;
    private final RoleCheck.Finding role;

    ConfDiff(RedisConf module, DesiredConf desired, ConfSight seen) {
        this.module = module;
        this.desired = desired;
        this.seen = seen;
        this.current = seen.current();
        this.wanted = desired.from(current);
        this.role = role();
    }

    /** A violation stands alone: where somebody must decide first, nothing is changed. */
    List<Delta> deltas() {
        List<Violation> violations = new ArrayList<>();
        unwritable().ifPresent(violations::add);
        cluster().ifPresent(violations::add);
        role.violation().ifPresent(violations::add);
        users().ifPresent(violations::add);
        violations.addAll(Includes.against(desired, wanted, seen.file().path(), seen.included()));
        if (!violations.isEmpty()) {
            return List.copyOf(violations);
        }
        return switch (seen.file().state()) {
            case FileState.Regular regular -> mend(regular);
            default -> List.of(write(Optional.empty()));
        };
    }

    private Optional<Violation> unwritable() {
        AbsolutePath path = seen.file().path();
        return switch (seen.file().state()) {
            case FileState.Regular regular -> Optional.empty();
            case FileState.Missing missing
            when module.path().size() == 1
                    && module.owner().isPresent()
                    && module.group().isPresent() -> Optional.empty();
            case FileState.Missing missing ->
                Optional.of(Violation.of(
                        "redis.conf.missing",
                        "there is no "
                                + String.join(
                                        ", no ",
                                        module.path().stream()
                                                .map(AbsolutePath::value)
                                                .toList()),
                        "install the server first, or give the one 'path' to make, with 'owner' and 'group'"));
            case FileState.Link link ->
                Optional.of(Violation.of(
                        "redis.conf.dangling",
                        path + " is a symbolic link to " + link.target() + ", where nothing lies",
                        "remove the link, or make its target"));
            case FileState.Directory directory -> notAFile(path, "a directory");
            case FileState.Special special -> notAFile(path, special.kind());
        };
    }

    private static Optional<Violation> notAFile(AbsolutePath path, String kind) {
        return Optional.of(Violation.of(
                "redis.conf.type", path + " is " + kind + " and no file", "name the configuration file by 'path'"));
    }

    private Optional<Violation> cluster() {
        boolean clustered = seen.running()
                .about()
                .filter(info -> info.get("redis_mode").equals("cluster"))
                .isPresent();
        boolean declared = desired.role().flatMap(RoleCheck.Role::master).isPresent();
        boolean willBe =
                wanted.last("cluster-enabled").filter("yes"::equalsIgnoreCase).isPresent();
        return (clustered || willBe) && declared
                ? Optional.of(Violation.of(
                        "redis.cluster",
                        "the server is part of a cluster, which gives out roles itself; 'replicaof' would stop its"
                                + " start",
                        "take 'replicaof' out of the declared directives"))
                : Optional.empty();
    }

    private RoleCheck.Finding role() {
        Optional<ServerInfo> link = seen.running().link();
        if (desired.role().isEmpty() || link.isEmpty()) {
            return RoleCheck.Finding.NONE;
        }
        return RoleCheck.compare(desired.role().get(), link.get(), seen.master());
    }

    /** The users of an aclfile replace what requirepass says; only a login tells whether it holds nevertheless. */
    private Optional<Violation> users() {
        boolean hasPassword =
                desired.requirepass().filter(text -> !text.isEmpty()).isPresent();
        Optional<String> aclfile = wanted.last("aclfile").filter(file -> !file.isEmpty());
        return hasPassword && aclfile.isPresent() && !seen.running().provesPassword()
                ? Optional.of(Violation.of(
                        "redis.aclfile",
                        "requirepass has no effect: the users come from " + Shown.text(aclfile.get()),
                        "set the password of the user 'default' there, or remove 'aclfile'"))
                : Optional.empty();
    }

    private List<Delta> mend(FileState.Regular regular) {
        if (!wanted.bytes().equals(seen.file().content().orElse(Bytes.EMPTY))) {
            return List.of(write(Optional.of(regular)));
        }
        List<Delta> deltas = new ArrayList<>();
        List<Difference> attributes = attributes(regular);
        if (!attributes.isEmpty()) {
            deltas.add(Delta.Change.of(
                    attributes,
                    new Action.SetAttributes(
                            seen.file().path(),
                            regular,
                            new FileState.Regular(mode(regular), owner(regular), group(regular), regular.links()))));
        }
        deltas.addAll(running());
        return deltas;
    }

    private Delta write(Optional<FileState.Regular> regular) {
        List<Difference> differences = new ArrayList<>(contentDifferences());
        regular.map(this::attributes).ifPresent(differences::addAll);
        return Delta.Change.of(
                differences,
                new Action.WriteFile(
                        seen.file().path(),
                        seen.file().content().map(Bytes::sha256),
                        new Content.Inline(wanted.bytes()),
                        regular.map(this::mode).or(module::mode).orElse(NEW_FILE),
                        regular.map(this::owner).or(module::owner).orElse("root"),
                        regular.map(this::group).or(module::group).orElse("root"),
                        Optional.of(ConfValidation.by(executable()))));
    }

    private Optional<String> executable() {
        return module.server()
                .map(AbsolutePath::value)
                .or(() -> seen.running()
                        .about()
                        .map(info -> info.get("executable"))
                        .filter(path -> path.startsWith("/")));
    }

    private FileMode mode(FileState.Regular regular) {
        return module.mode().orElse(regular.mode());
    }

    private String owner(FileState.Regular regular) {
        return module.owner().orElse(regular.owner());
    }

    private String group(FileState.Regular regular) {
        return module.group().orElse(regular.group());
    }

    private List<Difference> attributes(FileState.Regular regular) {
        List<Difference> differences = new ArrayList<>();
        if (!mode(regular).equals(regular.mode())) {
            differences.add(Difference.of(
                    "mode", regular.mode().toString(), mode(regular).toString()));
        }
        if (!owner(regular).equals(regular.owner())) {
            differences.add(Difference.of("owner", regular.owner(), owner(regular)));
        }
        if (!group(regular).equals(regular.group())) {
            differences.add(Difference.of("group", regular.group(), group(regular)));
        }
        return differences;
    }

    /** One difference for each directive; where none differs, what does is comments, order or spelling. */
    private List<Difference> contentDifferences() {
        List<Difference> differences = new ArrayList<>();
        for (Declared one : desired.declared()) {
            if (!current.says(one)) {
                differences.add(new Difference(
                        one.written(),
                        shown(current, one.directive(), one.secret()),
                        Shown.lines(one.lines(), one.secret())));
            }
        }
        if (desired.whole().isPresent()) {
            current.directives().stream()
                    .filter(directive -> wanted.readings(directive).isEmpty()
                            && desired.find(directive.name()).isEmpty())
                    .forEach(directive -> differences.add(new Difference(
                            directive.name(), shown(current, directive, directive.secret()), Optional.empty())));
        }
        if (differences.isEmpty()) {
            differences.add(
                    desired.whole().isPresent()
                            ? Difference.of(
                                    "content",
                                    current.bytes().sha256().hex().substring(0, 12),
                                    wanted.bytes().sha256().hex().substring(0, 12))
                            : new Difference(
                                    "user default", Optional.of(Text.secret("old")), Optional.of(Text.secret("new"))));
        }
        return differences;
    }

    private static Optional<Text> shown(ConfFile file, Directive directive, boolean secret) {
        List<List<String>> values = file.values(directive);
        return Shown.lines(
                directive.form().isRepeatable() || values.isEmpty() ? values : List.of(values.getLast()), secret);
    }

    /** The file is right. What runs may still be what it said before. */
    private List<Delta> running() {
        ServerView view = seen.running();
        if (!module.compareRunning()) {
            return List.of();
        }
        if (view.running().isEmpty()) {
            return unanswered(view).map(List::of).orElse(List.of());
        }
        Running running = view.running().get();
        List<Difference> differences = new ArrayList<>();
        for (Declared one : desired.declared()) {
            running.instead(one)
                    .ifPresent(value -> differences.add(new Difference(
                            one.written() + " (running)",
                            Optional.of(Shown.value(value, one.secret())),
                            Shown.lines(one.lines(), one.secret()))));
        }
        password(view).ifPresent(differences::add);
        role.restart().ifPresent(differences::add);
        return differences.isEmpty() ? List.of() : List.of(new Delta.Stale(differences));
    }

    private Optional<Difference> password(ServerView view) {
        Optional<Text> declared = desired.requirepass();
        if (declared.isEmpty() || module.password().isPresent()) {
            return Optional.empty();
        }
        boolean isOpen = view.isOpen().equals(Optional.of(true));
        if (declared.get().isEmpty()) {
            return view.asked().password().isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Difference("requirepass (running)", view.asked().password(), Optional.empty()));
        }
        if (isOpen) {
            return Optional.of(Difference.added("requirepass (running)", declared.get()));
        }
        return view.asked().password().equals(declared)
                ? Optional.empty()
                : Optional.of(
                        new Difference("requirepass (running)", view.asked().password(), declared));
    }

    private Optional<Delta> unanswered(ServerView view) {
        if (view.config() instanceof Known.Seen<RedisAnswer>(RedisAnswer.Unreachable unreachable)) {
            return view.isDown()
                    ? Optional.empty()
                    : Optional.of(Violation.of(
                            RedisErrors.code(unreachable.code()),
                            "what runs can't be compared: " + unreachable.reason(),
                            RedisErrors.remedy(unreachable.code())));
        }
        Optional<RedisAnswer.Refused> refused = view.refusal();
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        Optional<Text> declared = desired.requirepass();
        if (view.isLocked() && declared.isPresent() && module.password().isEmpty()) {
            return Optional.of(new Delta.Stale(List.of(new Difference(
                    "requirepass (running)",
                    Optional.of(Text.secret("another")),
                    declared.filter(text -> !text.isEmpty())))));
        }
        String code = view.isLocked() ? RedisErrors.code(refused.get().kind()) : "redis.config.unknown";
        return Optional.of(Violation.of(
                code,
                "what runs can't be compared: the server at " + view.asked().address() + ":"
                        + view.asked().port() + " answers " + refused.get().error(),
                view.isLocked()
                        ? "give the password of the running server by 'password'"
                        : "let the user run CONFIG GET, or set 'compare_running: no'"));
    }
}
