package dev.plumbline.modules.redis;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Rendered;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.redis.conf.ConfFile;
import dev.plumbline.modules.redis.conf.Declared;
import dev.plumbline.modules.redis.conf.DefaultUser;
import dev.plumbline.modules.redis.conf.Directive;
import dev.plumbline.modules.redis.conf.Line;
import dev.plumbline.modules.redis.conf.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a redis.conf shall say.
 *
 * @param declared the directives, in the order of their names; of a whole file in that of its lines
 * @param whole the whole file, where a template gives it
 */
record DesiredConf(List<Declared> declared, Optional<Bytes> whole) {

    DesiredConf {
        declared = List.copyOf(declared);
    }

    static DesiredConf of(Map<String, List<Text>> directives, Optional<Rendered> from) {
        return from.map(Rendered::text)
                .map(DesiredConf::whole)
                .orElseGet(() -> new DesiredConf(named(directives), Optional.empty()));
    }

    private static List<Declared> named(Map<String, List<Text>> directives) {
        List<Declared> declared = new ArrayList<>();
        Set<String> names = new HashSet<>();
        new TreeMap<>(directives).forEach((name, value) -> {
            if (!names.add(Directive.named(name).name())) {
                throw new IllegalArgumentException(
                        "'" + Directive.named(name).name() + "' is declared twice, once by another of its names");
            }
            declared.add(Declared.of(name, value));
        });
        return declared;
    }

    /** A whole file also says what it leaves out: that there is no password, and no master. */
    private static DesiredConf whole(Text text) {
        Bytes bytes = Bytes.utf8(text.reveal());
        ConfFile file = ConfFile.parse(bytes);
        Set<String> secret = secretDirectives(text);
        List<Declared> declared = new ArrayList<>();
        for (Directive directive : file.directives()) {
            List<List<String>> lines = file.values(directive);
            boolean isSecret = directive.secret() || secret.contains(directive.name());
            declared.add(
                    new Declared(directive.name(), directive.form().isRepeatable() ? lines : lastOf(lines), isSecret));
        }
        for (String name : List.of("replicaof", "requirepass")) {
            if (file.readings(Directive.named(name)).isEmpty()) {
                declared.add(Declared.exactly(Directive.named(name), List.of()));
            }
        }
        return new DesiredConf(declared, Optional.of(bytes));
    }

    private static List<List<String>> lastOf(List<List<String>> lines) {
        return lines.isEmpty() ? lines : List.of(lines.getLast());
    }

    /** The directives in whose lines a part is secret. */
    private static Set<String> secretDirectives(Text text) {
        Set<String> names = new HashSet<>();
        for (Text line : text.lines()) {
            if (line.isSecret()) {
                new Line(Bytes.utf8(line.reveal()).latin1(), "")
                        .setting()
                        .ifPresent(setting -> names.add(setting.directive().name()));
            }
        }
        return names;
    }

    Optional<Declared> find(String name) {
        return declared.stream()
                .filter(one -> one.directive().name().equals(name))
                .findFirst();
    }

    /** The one word that a directive shall be set to. */
    Optional<String> word(String name) {
        return find(name)
                .filter(one -> !one.isRemoved() && !one.lines().getLast().isEmpty())
                .map(one -> one.lines().getLast().getFirst());
    }

    /** The password that shall be asked for; empty text where none shall be; nothing where that isn't declared. */
    Optional<Text> requirepass() {
        return find("requirepass")
                .map(one -> Text.secret(Shown.text(word("requirepass").orElse(""))));
    }

    /** The role that is declared, if one is. */
    Optional<RoleCheck.Role> role() {
        return find("replicaof")
                .map(one -> new RoleCheck.Role(Optional.of(one)
                        .filter(some -> !some.isRemoved())
                        .map(some -> some.lines().getLast())
                        .filter(words -> words.size() == 2 && words.getLast().matches("[0-9]{1,5}"))
                        .map(words -> new RoleCheck.Address(
                                Shown.text(words.getFirst()), Integer.parseInt(words.getLast())))));
    }

    /** The file that shall lie where this one lies. */
    ConfFile from(ConfFile current) {
        if (whole.isPresent()) {
            return ConfFile.parse(whole.get());
        }
        ConfFile file = current;
        for (Declared one : declared) {
            file = file.with(one);
        }
        return find("requirepass").isPresent() && find("user").isEmpty()
                ? DefaultUser.withPassword(file, word("requirepass").filter(password -> !password.isEmpty()))
                : file;
    }
}
