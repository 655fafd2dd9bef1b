package dev.plumbline.core.inventory;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ansible's INI inventories: sections {@code [group]}, {@code [group:children]} and {@code [group:vars]}; before the first one hosts
 * belong to {@code ungrouped}. A whole-line comment begins with {@code #} or {@code ;}.
 */
final class IniInventoryReader {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern CHILD = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private enum Kind {
        HOSTS,
        CHILDREN,
        VARS
    }

    private record Child(String parent, String child, Position at) {}

    private final String file;
    private final InventoryDraft draft;
    private final Map<String, Position> varsOfUnknown = new LinkedHashMap<>();
    private final List<Child> children = new ArrayList<>();
    private final Map<String, Set<String>> groupVariables = new LinkedHashMap<>();

    private String group = Group.UNGROUPED;
    private Kind kind = Kind.HOSTS;
    private boolean skipping;

    private IniInventoryReader(String file, InventoryDraft draft) {
        this.file = file;
        this.draft = draft;
    }

    /** Adds what a file's text says to a draft. */
    static void read(String file, String text, InventoryDraft draft) {
        IniInventoryReader reader = new IniInventoryReader(file, draft);
        int number = 1;
        for (String line : text.lines().toList()) {
            reader.line(line, number++);
        }
        reader.finish();
    }

    private void line(String whole, int number) {
        String line = whole.strip();
        int indent = whole.indexOf(line);
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return;
        }
        Position at = new Position(file, number, indent + 1);
        Matcher section = SECTION.matcher(line);
        if (section.matches()) {
            section(section.group(1), Optional.ofNullable(section.group(2)), at);
        } else if (line.startsWith("[") && line.endsWith("]")) {
            skipping = true;
            draft.problem(
                    "inventory.section",
                    at,
                    "this is no section heading",
                    "Write [group], [group:children] or [group:vars], without blanks between the brackets.");
        } else if (!skipping) {
            switch (kind) {
                case HOSTS -> host(line, at);
                case CHILDREN -> child(line, at);
                case VARS -> variable(line, at);
            }
        }
    }

    private void section(String name, Optional<String> tag, Position at) {
        skipping = false;
        group = name;
        switch (tag.orElse("hosts")) {
            case "hosts" -> kind = Kind.HOSTS;
            case "children" -> kind = Kind.CHILDREN;
            case "vars" -> kind = Kind.VARS;
            default -> {
                skipping = true;
                draft.problem(
                        "inventory.section",
                        at,
                        "a section of the kind '" + tag.orElse("") + "' is not known",
                        "Write [" + name + "], [" + name + ":children] or [" + name + ":vars].");
                return;
            }
        }
        if (kind != Kind.VARS) {
            draft.group(name, at);
        } else if (!draft.hasGroup(name)) {
            varsOfUnknown.putIfAbsent(name, at);
        }
    }

    private void host(String line, Position at) {
        ShellWords split = ShellWords.split(line);
        if (split.fault().isPresent()) {
            draft.problem(
                    "inventory.syntax",
                    at,
                    "this host's line can't be read: " + split.fault().get(),
                    "Quote values that hold blanks, quotes or # as in name='\"a # b\"'.");
            return;
        }
        split.commentWithin()
                .ifPresent(offset -> draft.warn(
                        "inventory.comment",
                        shifted(at, offset),
                        "# begins a comment here, though no blank stands before it, and cuts the word off",
                        "Quote the value if # belongs to it, as in name='a#b'; else put a blank before #."));
        List<HostName> hosts = new ArrayList<>();
        try {
            HostEntry entry = HostEntry.parse(split.words().getFirst().text());
            for (HostName host : entry.hosts()) {
                draft.host(group, host, at);
                hosts.add(host);
                entry.port()
                        .ifPresent(port -> draft.hostVariable(
                                host,
                                "ansible_port",
                                new Definition(YamlNode.Scalar.plain(Integer.toString(port), at), at, origin(host))));
            }
        } catch (InventorySyntaxException fault) {
            draft.problem("inventory.host", at, fault.explanation(), fault.remedy());
        }
        hostVariables(split.words().subList(1, split.words().size()), hosts, at);
    }

    private void hostVariables(List<ShellWords.Word> words, List<HostName> hosts, Position at) {
        Set<String> names = new HashSet<>();
        for (ShellWords.Word word : words) {
            Position here = shifted(at, word.offset());
            int equals = word.text().indexOf('=');
            if (equals < 1) {
                draft.problem(
                        "inventory.syntax",
                        here,
                        "here a variable is expected, but this word is not of the form name=value",
                        "Quote a value that holds blanks, as in name='two words'.");
                continue;
            }
            String name = word.text().substring(0, equals);
            if (!names.add(name)) {
                duplicate(name, here);
                continue;
            }
            YamlNode value = value(word.text().substring(equals + 1), shifted(here, equals));
            hosts.forEach(host -> draft.hostVariable(host, name, new Definition(value, here, origin(host))));
        }
    }

    private static String origin(HostName host) {
        return "inventory, host " + host;
    }

    private void variable(String line, Position at) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals).strip();
        if (name.isEmpty()) {
            draft.problem(
                    "inventory.syntax",
                    at,
                    "here a variable of the group '" + group
                            + "' is expected, but this line is not of the form name=value",
                    "Write name=value; a section [" + group + "] begins a list of hosts.");
            return;
        }
        if (!groupVariables.computeIfAbsent(group, _ -> new HashSet<>()).add(name)) {
            duplicate(name, at);
            return;
        }
        String rest = line.substring(equals + 1);
        int blanks = rest.length() - rest.stripLeading().length();
        YamlNode value = value(rest.strip(), shifted(at, equals + blanks));
        draft.groupVariable(group, name, new Definition(value, at, "inventory, group " + group));
    }

    private void duplicate(String name, Position at) {
        draft.problem(
                "inventory.variable.duplicate",
                at,
                "the variable '" + name + "' is given twice here",
                "Keep one of the two.");
    }

    private void child(String line, Position at) {
        Matcher child = CHILD.matcher(line);
        if (child.matches()) {
            children.add(new Child(group, child.group(1), at));
        } else {
            draft.problem(
                    "inventory.syntax",
                    at,
                    "here the name of a child group is expected",
                    "Write one group a line; variables of the group belong below [" + group + ":vars].");
        }
    }

    /** Groups may be named before they are defined, so what names them is looked at last. */
    private void finish() {
        varsOfUnknown.forEach((name, at) -> {
            if (!draft.hasGroup(name)) {
                undefined(
                        "the section [" + name + ":vars] gives variables to a group that is defined nowhere", name, at);
            }
        });
        for (Child edge : children) {
            if (draft.hasGroup(edge.child())) {
                draft.child(edge.parent(), edge.child(), edge.at());
            } else {
                undefined(
                        "the group '" + edge.child() + "' is named as a child of '" + edge.parent()
                                + "', but is defined nowhere",
                        edge.child(),
                        edge.at());
            }
        }
    }

    private void undefined(String message, String name, Position at) {
        draft.problem(
                "inventory.group.undefined",
                at,
                message,
                draft.nearestGroup(name, "Define it by a section [" + name + "]."));
    }

    /**
     * A value as YAML would have it.
     *
     * @param before the character before the value, which stands in the place of an opening quote
     */
    private static YamlNode value(String text, Position before) {
        return node(PythonLiteral.valueOf(text), before);
    }

    private static YamlNode node(Data data, Position at) {
        return switch (data) {
            case Data.Words words ->
                new YamlNode.Scalar(words.value().reveal(), YamlNode.Style.SINGLE_QUOTED, false, at, 0);
            case Data.Number number -> YamlNode.Scalar.plain(number.written(), at);
            case Data.Truth truth -> YamlNode.Scalar.plain(truth.toString(), at);
            case Data.Nothing nothing -> YamlNode.Scalar.plain(nothing.toString(), at);
            case Data.Sequence sequence ->
                new YamlNode.Sequence(
                        sequence.items().stream().map(item -> node(item, at)).toList(), at);
            case Data.Mapping mapping ->
                new YamlNode.Mapping(
                        mapping.entries().entrySet().stream()
                                .map(entry -> new YamlNode.Entry(entry.getKey(), at, node(entry.getValue(), at)))
                                .toList(),
                        at);
        };
    }

    private static Position shifted(Position at, int columns) {
        return new Position(at.file(), at.line(), at.column() + columns);
    }
}
