package dev.plumbline.core.inventory;

import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Jinja in variables: it isn't spoken here, so the way to say the same is named. */
final class ForeignTemplates {
    private static final Pattern SIMPLE =
            Pattern.compile("\\{\\{-?\\s*([A-Za-z_][\\w.]*(?:\\[(?:[0-9]+|\"[^\"]*\"|'[^']*')][\\w.]*)*)\\s*-?}}");

    private ForeignTemplates() {}

    static void check(YamlNode node, Problems problems) {
        switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar, problems);
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> check(item, problems));
            case YamlNode.Mapping mapping -> mapping.entries().forEach(entry -> check(entry.value(), problems));
        }
    }

    private static void scalar(YamlNode.Scalar scalar, Problems problems) {
        int expression = scalar.text().indexOf("{{");
        int statement = scalar.text().indexOf("{%");
        if (scalar.unsafe() || (expression < 0 && statement < 0)) {
            return;
        }
        int first = expression < 0 ? statement : expression;
        Matcher simple = SIMPLE.matcher(scalar.text());
        problems.add(
                "inventory.jinja",
                scalar.at(first),
                "this is a template in Jinja, which is not spoken here",
                simple.find()
                        ? "Write ${" + simple.group(1) + "} instead of " + simple.group() + "."
                        : "Write ${name}, ${name!\"default\"} or another FreeMarker expression; what is meant"
                                + " literally is tagged !unsafe.");
    }
}
