package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Versions of installed packages: one query for all, of dpkg, rpm or apk, whichever the host has. */
final class PackageQuestion implements Question {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:-]*");

    private final List<String> names;
    private int section = -1;

    PackageQuestion(List<String> names) {
        this.names = List.copyOf(names);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public void write(Script.Writer script) {
        List<String> right = names.stream().filter(PackageQuestion::isName).toList();
        section = script.read("plumb_packages " + Quote.words(right), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        Known<Map<String, String>> installed = parse(names, transcript.section(section));
        for (String name : names) {
            Known<Optional<String>> known = switch (installed) {
                case Seen<Map<String, String>>(Map<String, String> versions)
                when isName(name) -> new Seen<>(Optional.ofNullable(versions.get(name)));
                case Unreadable<Map<String, String>>(String reason) -> new Unreadable<>(reason);
                default -> new Unreadable<>("'" + Quote.shown(name) + "' is not a package's name");
            };
            answers.put(new Read.PackageVersion(name), known);
        }
        return answers;
    }

    /** Versions by name, of those that are installed. */
    static Known<Map<String, String>> parse(List<String> names, Section section) {
        List<String> lines = section.lines();
        if (!section.ended() || lines.isEmpty() || section.lost() > 0) {
            return new Unreadable<>(Marks.reason(section));
        }
        List<String> told = lines.subList(1, lines.size());
        return switch (lines.getFirst()) {
            case "dpkg" ->
                section.status().getAsInt() > 1 ? new Unreadable<>(Marks.reason(section)) : new Seen<>(dpkg(told));
            case "rpm" -> rpm(names, told, section);
            case "apk" -> new Seen<>(apk(names, told));
            default -> new Unreadable<>(Marks.reason(section));
        };
    }

    /**
     * Name with architecture, name, status and version. The second letter of the status says what is there: i installed, W and t with
     * triggers pending; source: dpkg-query(1).
     */
    private static Map<String, String> dpkg(List<String> lines) {
        Map<String, String> versions = new HashMap<>();
        for (String line : lines) {
            String[] part = line.split("\t", -1);
            if (part.length == 4 && part[2].length() > 1 && "iWt".indexOf(part[2].charAt(1)) >= 0) {
                versions.put(part[0], part[3]);
                versions.putIfAbsent(part[1], part[3]);
            }
        }
        return versions;
    }

    private static Known<Map<String, String>> rpm(List<String> names, List<String> lines, Section section) {
        Map<String, String> versions = new HashMap<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                versions.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        boolean answered = names.stream()
                .filter(PackageQuestion::isName)
                .allMatch(
                        name -> versions.containsKey(name) || lines.contains("package " + name + " is not installed"));
        return answered ? new Seen<>(versions) : new Unreadable<>(Marks.reason(section));
    }

    /** Name, dash and version, of those that are installed. */
    private static Map<String, String> apk(List<String> names, List<String> lines) {
        Map<String, String> versions = new HashMap<>();
        for (String name : names) {
            for (String line : lines) {
                String rest = line.startsWith(name + "-") ? line.substring(name.length() + 1) : "";
                if (!rest.isEmpty() && Character.isDigit(rest.charAt(0))) {
                    versions.put(name, rest);
                }
            }
        }
        return versions;
    }
}
