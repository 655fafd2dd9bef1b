package dev.plumbline.modules.redis.conf;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line {@code user default …} that CONFIG REWRITE leaves. It beats {@code requirepass}, wherever that stands (measured on 7.0), so a
 * new password must be put there as well. Source of the rules: {@code ACLSetUser} in the server's acl.c.
 */
public final class DefaultUser {
    private static final Directive USER = Directive.named("user");

    private DefaultUser() {}

    /** The file whose default user, if it names one, has this password and no other; none at all for nothing. */
    public static ConfFile withPassword(ConfFile file, Optional<String> password) {
        List<Line> lines = new ArrayList<>();
        for (Line line : file.lines()) {
            Optional<List<String>> rules = line.setting()
                    .filter(setting -> setting.directive().name().equals(USER.name()))
                    .flatMap(Line.Setting::words)
                    .filter(words -> !words.isEmpty() && words.getFirst().equals("default"));
            lines.add(rules.filter(words -> !has(words, password))
                    .map(words -> line.saying(with(words, password)))
                    .orElse(line));
        }
        return new ConfFile(lines);
    }

    private static boolean has(List<String> rules, Optional<String> password) {
        List<String> credentials =
                rules.stream().filter(DefaultUser::isCredential).toList();
        return password.map(word ->
                        credentials.equals(List.of("#" + hash(word))) || credentials.equals(List.of(">" + word)))
                .orElseGet(() -> credentials.equals(List.of("nopass")));
    }

    private static List<String> with(List<String> rules, Optional<String> password) {
        List<String> changed = new ArrayList<>(
                rules.stream().filter(rule -> !isCredential(rule)).toList());
        changed.add(password.map(word -> "#" + hash(word)).orElse("nopass"));
        return changed;
    }

    private static boolean isCredential(String rule) {
        return rule.equals("nopass")
                || rule.equals("resetpass")
                || (!rule.isEmpty() && "><#!".indexOf(rule.charAt(0)) >= 0);
    }

    private static String hash(String password) {
        return Sha256.of(Bytes.latin1(password).toArray()).hex();
    }
}
