package dev.plumbline.ssh.config;

import java.util.Optional;
import java.util.OptionalInt;

/** One host of ProxyJump: {@code [user@]host[:port]} or {@code ssh://[user@]host[:port]}. */
public record Hop(String host, Optional<String> user, OptionalInt port) {

    static Hop parse(String text, Origin origin) throws ConfigProblem {
        String rest = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        Optional<String> user = Optional.empty();
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            user = Optional.of(rest.substring(0, at));
            rest = rest.substring(at + 1);
        }
        String port = "";
        if (rest.startsWith("[") && rest.contains("]")) {
            int end = rest.indexOf(']');
            port = rest.substring(end + 1);
            rest = rest.substring(1, end);
        } else if (rest.indexOf(':') >= 0 && rest.indexOf(':') == rest.lastIndexOf(':')) {
            port = rest.substring(rest.indexOf(':'));
            rest = rest.substring(0, rest.indexOf(':'));
        }
        if (rest.isEmpty()
                || rest.startsWith("-")
                || user.filter(String::isEmpty).isPresent()) {
            throw new ConfigProblem(origin, "ProxyJump: " + text + " is not of the form [user@]host[:port]");
        }
        if (port.isEmpty()) {
            return new Hop(rest, user, OptionalInt.empty());
        }
        if (!port.startsWith(":")) {
            throw new ConfigProblem(origin, "ProxyJump: " + text + " is not of the form [user@]host[:port]");
        }
        return new Hop(rest, user, OptionalInt.of(Values.port(port.substring(1), "ProxyJump", origin)));
    }
}
