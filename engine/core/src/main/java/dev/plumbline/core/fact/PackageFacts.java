package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Installed packages by name; a name may be installed several times, in versions or architectures. */
final class PackageFacts {
    private final Map<String, List<Data>> packages = new TreeMap<>();

    private PackageFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        PackageFacts facts = new PackageFacts();
        if (text.has("dpkg")) {
            facts.dpkg(text.lines("dpkg"));
        } else if (text.has("rpm")) {
            facts.rpm(text.lines("rpm"));
        } else if (text.has("apk")) {
            facts.apk(text.lines("apk"));
        } else if (text.has("pacman")) {
            facts.pacman(text.lines("pacman"));
        }
        return facts.packages.isEmpty() ? Optional.empty() : Optional.of(facts.all());
    }

    private Data.Mapping all() {
        Data.Builder all = Data.mapping();
        packages.forEach((name, versions) -> all.put(name, Data.of(versions)));
        return Data.mapping().put("packages", all.build()).build();
    }

    private Data.Builder begin(String name, String version, String source) {
        return Data.mapping().put("name", name).put("version", version).put("source", source);
    }

    private void add(String name, Data.Builder found) {
        packages.computeIfAbsent(name, any -> new ArrayList<>()).add(found.build());
    }

    private void dpkg(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4 && fields[0].endsWith(" installed")) {
                add(fields[1], begin(fields[1], fields[2], "apt").put("arch", fields[3]));
            }
        }
    }

    private void rpm(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5 && !fields[0].equals("gpg-pubkey")) {
                Data epoch = fields[1].matches("\\d{1,9}") ? Data.of(Long.parseLong(fields[1])) : Data.NOTHING;
                add(
                        fields[0],
                        begin(fields[0], fields[2], "rpm")
                                .put("release", fields[3])
                                .put("epoch", epoch)
                                .put("arch", fields[4]));
            }
        }
    }

    /** Fields of one package follow each other, its name first. */
    private void apk(List<String> lines) {
        String name = "";
        String version = "";
        for (String line : lines) {
            String value = line.substring(Math.min(2, line.length()));
            if (line.startsWith("P:")) {
                name = value;
            } else if (line.startsWith("V:")) {
                version = value;
            } else if (line.startsWith("A:")) {
                add(name, begin(name, version, "apk").put("arch", value));
            }
        }
    }

    private void pacman(List<String> lines) {
        for (String line : lines) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                String name = line.substring(0, blank);
                add(name, begin(name, line.substring(blank + 1), "pacman"));
            }
        }
    }
}
