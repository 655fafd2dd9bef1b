package dev.plumbline.core.yaml;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import dev.plumbline.core.yaml.YamlNode.Sequence;
import dev.plumbline.core.yaml.YamlNode.Style;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;

/**
 * Builds nodes from the parser's events. Events and not the library's own nodes: those have been through its tags, keep duplicate keys in
 * silence, and allow a collection to hold itself.
 */
final class NodeBuilder {
    private static final String STRING_TAG = "tag:yaml.org,2002:str";
    private static final String MERGE = "<<";
    private static final Set<String> VAULT_TAGS = Set.of("!vault", "!vault-encrypted");

    private final SourceText source;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int depth;
    private int aliases;
    private int unsafeLevels;
    private long nodes;
    private int explainedLine;
    private Mark last = new Mark("", 0, 0, 0, new int[0], 0);

    /** An anchored node, with what it adds to the size and depth of the document each time that an alias names it. */
    private record Anchored(YamlNode node, long size, int height) {}

    NodeBuilder(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(YamlReader.LARGEST_FILE);
        options.setNestingDepthLimit(YamlReader.DEEPEST);
        this.events =
                new Yaml(options).parse(new StringReader(source.characters())).iterator();
    }

    Optional<YamlNode> document() {
        try {
            next();
            if (next() instanceof StreamEndEvent) {
                return Optional.empty();
            }
            YamlNode root = node(next());
            next();
            Event after = next();
            if (after instanceof DocumentStartEvent) {
                throw new YamlAbandoned(
                        "yaml.documents",
                        source.at(after.getStartMark()),
                        "a second document begins here",
                        "Keep one document in a file.");
            }
            return root instanceof Scalar scalar && scalar.isNothing() ? Optional.empty() : Optional.of(root);
        } catch (MarkedYAMLException error) {
            var problem = new SyntaxExplanation(source).explain(error);
            if (problem.at().map(Position::line).orElse(0) != explainedLine) {
                problems.add(problem);
            }
            return Optional.empty();
        } catch (YAMLException error) {
            problems.add(
                    "yaml.syntax",
                    source.at(last),
                    "what follows is not YAML: " + error.getMessage(),
                    "Look at quotes, brackets and indentation from here on.");
            return Optional.empty();
        }
    }

    private Event next() {
        Event event = events.next();
        last = event.getEndMark();
        return event;
    }

    private YamlNode node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        NodeEvent start = (NodeEvent) event;
        String anchor = start.getAnchor();
        long before = nodes;
        count(start, 1);
        if (anchor == null) {
            return fresh(start);
        }
        boolean outer = open.add(anchor);
        YamlNode node = fresh(start);
        if (outer) {
            open.remove(anchor);
        }
        anchors.put(anchor, new Anchored(node, nodes - before, height(node)));
        return node;
    }

    private YamlNode fresh(NodeEvent start) {
        if (start instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        CollectionStartEvent collection = (CollectionStartEvent) start;
        boolean unsafe = "!unsafe".equals(collection.getTag());
        if (!unsafe && collection.getTag() != null) {
            refuseTag(collection.getTag(), collection, "{}");
        }
        deeper(start, 1);
        unsafeLevels += unsafe ? 1 : 0;
        YamlNode node = start instanceof MappingStartEvent ? mapping(collection) : sequence(collection);
        unsafeLevels -= unsafe ? 1 : 0;
        depth--;
        return node;
    }

    private YamlNode aliased(AliasEvent alias) {
        String name = alias.getAnchor();
        Position at = source.at(alias.getStartMark());
        if (open.contains(name)) {
            throw new YamlAbandoned("yaml.recursion", at, "'*" + name + "' stands within what it names", "Remove it.");
        }
        Anchored anchored = anchors.get(name);
        if (anchored == null) {
            throw new YamlAbandoned(
                    "yaml.alias",
                    at,
                    "'*" + name + "' names no anchor; for YAML '*' begins an alias",
                    "Put the value in double quotes, or write '&" + name + "' before what is meant.");
        }
        if (!(anchored.node() instanceof Scalar)) {
            aliases++;
            if (aliases > YamlReader.MOST_ALIASES) {
                throw new YamlAbandoned(
                        "yaml.aliases",
                        at,
                        "more than " + YamlReader.MOST_ALIASES + " aliases of collections",
                        "Write them out, or use variables.");
            }
        }
        deeper(alias, anchored.height());
        depth -= anchored.height();
        count(alias, anchored.size());
        return anchored.node();
    }

    private Scalar scalar(ScalarEvent event) {
        boolean unsafe = unsafeLevels > 0 || "!unsafe".equals(event.getTag());
        String tag = event.getTag();
        if (tag != null && VAULT_TAGS.contains(tag)) {
            return sealed(event);
        }
        if (tag != null && !tag.equals("!unsafe") && !tag.equals(STRING_TAG) && !tag.equals("!")) {
            refuseTag(tag, event, event.getValue());
        }
        boolean properties = tag != null || event.getAnchor() != null;
        Position at = properties ? source.afterProperties(event.getStartMark()) : source.at(event.getStartMark());
        Style style = style(event);
        int margin = style == Style.LITERAL ? source.margin(event.getStartMark(), event.getValue()) : 0;
        boolean string = style == Style.PLAIN && tag != null && !tag.equals("!unsafe");
        return new Scalar(event.getValue(), string ? Style.FOLDED : style, unsafe, at, margin);
    }

    /** An encrypted value; what can't be one is a problem, and no value. */
    private Scalar sealed(ScalarEvent event) {
        Position at = source.at(event.getStartMark());
        try {
            return Scalar.sealed(VaultEnvelope.parse(event.getValue()), at);
        } catch (VaultException e) {
            problems.add(e.at(at));
            return new Scalar("", Style.FOLDED, true, at, 0);
        }
    }

    private static Style style(ScalarEvent event) {
        if (event.isPlain()) {
            return Style.PLAIN;
        }
        if (event.isSQuoted()) {
            return Style.SINGLE_QUOTED;
        }
        if (event.isDQuoted()) {
            return Style.DOUBLE_QUOTED;
        }
        return event.isLiteral() ? Style.LITERAL : Style.FOLDED;
    }

    private Sequence sequence(CollectionStartEvent start) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            items.add(node(event));
        }
        return new Sequence(items, source.at(start.getStartMark()));
    }

    private Mapping mapping(CollectionStartEvent start) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<Mapping> merged = new ArrayList<>();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            YamlNode key = node(event);
            YamlNode value = node(next());
            if (!(key instanceof Scalar scalar)) {
                refuseKey(key, event, start);
                continue;
            }
            if (scalar.isSecret()) {
                problems.add("yaml.vault", scalar.at(), "a key can't be encrypted", "Encrypt its value only.");
                continue;
            }
            if (!scalar.quoted() && scalar.text().equals(MERGE)) {
                merged.addAll(merged(value));
                continue;
            }
            Entry before = own.putIfAbsent(scalar.text(), new Entry(scalar.text(), scalar.at(), value));
            if (before != null) {
                problems.add(
                        "yaml.duplicate_key",
                        scalar.at(),
                        "the key '" + scalar.text() + "' stands already in line "
                                + before.keyAt().line(),
                        "Keep one of them.");
            }
        }
        merged.forEach(mapping -> mapping.entries().forEach(entry -> own.putIfAbsent(entry.key(), entry)));
        return new Mapping(List.copyOf(own.values()), source.at(start.getStartMark()));
    }

    private List<Mapping> merged(YamlNode value) {
        List<YamlNode> parts = value instanceof Sequence sequence ? sequence.items() : List.of(value);
        List<Mapping> mappings = new ArrayList<>();
        for (YamlNode part : parts) {
            if (part instanceof Mapping mapping) {
                count(null, mapping.entries().size());
                mappings.add(mapping);
            } else {
                problems.add(
                        "yaml.merge",
                        part.at(),
                        "'<<' merges mappings, and this is " + part.kind(),
                        "Name a mapping, or several in a sequence.");
            }
        }
        return mappings;
    }

    private void refuseKey(YamlNode key, Event event, CollectionStartEvent start) {
        boolean braces = start.isFlow() && event instanceof CollectionStartEvent inner && inner.isFlow();
        if (braces && key instanceof Mapping) {
            Position at = source.at(start.getStartMark());
            explainedLine = at.line();
            problems.add(SyntaxExplanation.braces(at));
        } else {
            problems.add("yaml.key", key.at(), key.kind() + " can't be a key", "Use a word as the key.");
        }
    }

    private void refuseTag(String tag, NodeEvent event, String value) {
        Position at = source.at(event.getStartMark());
        if (VAULT_TAGS.contains(tag)) {
            problems.add(
                    "yaml.vault",
                    at,
                    "only a text can be encrypted by !vault, and this is more",
                    "Write 'name: !vault |' and the encrypted text below it; 'plumb vault encrypt-string' does so.");
        } else if (tag.startsWith("!") && !tag.startsWith("!!") && value.isEmpty()) {
            problems.add(SyntaxExplanation.negation(at));
        } else {
            problems.add(
                    "yaml.tag",
                    at,
                    "the tag '" + tag.replace("tag:yaml.org,2002:", "!!") + "' is not known",
                    "Remove it; quote a value that begins with '!'. Known are !unsafe, !vault and !!str.");
        }
    }

    private void deeper(Event event, int levels) {
        depth += levels;
        if (depth > YamlReader.DEEPEST) {
            throw new YamlAbandoned(
                    "yaml.depth",
                    source.at(event.getStartMark()),
                    "nested deeper than " + YamlReader.DEEPEST + " levels",
                    "Flatten it.");
        }
    }

    private void count(@Nullable Event event, long more) {
        nodes += more;
        if (nodes > YamlReader.MOST_NODES) {
            Position at = event == null ? new Position(source.file(), 1, 1) : source.at(event.getStartMark());
            throw new YamlAbandoned(
                    "yaml.size",
                    at,
                    "more than " + YamlReader.MOST_NODES + " values once aliases are followed",
                    "Split the file, or use fewer aliases.");
        }
    }

    private static int height(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> 0;
            case Sequence sequence ->
                1
                        + sequence.items().stream()
                                .mapToInt(NodeBuilder::height)
                                .max()
                                .orElse(0);
            case Mapping mapping ->
                1
                        + mapping.entries().stream()
                                .mapToInt(entry -> height(entry.value()))
                                .max()
                                .orElse(0);
        };
    }
}
