package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The host's full name: by its resolver, else by /etc/hosts, else its short one. */
final class NameFacts {

    private NameFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        Optional<String> node = text.first("nodename");
        return node.map(name -> {
            String full = text.first("fqdn")
                    .filter(found -> found.contains("."))
                    .or(() -> inHosts(name, text.lines("hosts")))
                    .or(() -> text.first("fqdn"))
                    .orElse(name);
            int dot = full.indexOf('.');
            return Data.mapping()
                    .put("fqdn", full)
                    .put("domain", dot < 0 ? "" : full.substring(dot + 1))
                    .build();
        });
    }

    private static Optional<String> inHosts(String name, List<String> hosts) {
        for (String line : hosts) {
            List<String> words =
                    Arrays.asList(line.replaceFirst("#.*", "").strip().split("\\s+", -1));
            if (words.size() > 1
                    && words.subList(1, words.size()).contains(name)
                    && words.get(1).contains(".")) {
                return Optional.of(words.get(1));
            }
        }
        return Optional.empty();
    }
}
