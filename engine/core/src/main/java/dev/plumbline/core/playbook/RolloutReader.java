package dev.plumbline.core.playbook;

import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Rollout;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads in which parts a play or a block goes over its hosts, and when it stops. */
final class RolloutReader {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(%?)");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3})?)%?");

    private RolloutReader() {}

    static Rollout read(Fields fields, List<Node> gate) {
        return new Rollout(
                sizes(fields),
                gate,
                percentage(fields, "max_fail_percentage"),
                percentage(fields, "failure_budget"),
                fields.flag("any_errors_fatal").orElse(false));
    }

    static List<Rollout.Size> sizes(Fields fields) {
        String expected = "a number of hosts or a percentage, or a list of them";
        List<Rollout.Size> sizes = new ArrayList<>();
        for (YamlNode.Scalar word : fields.words("serial", expected)) {
            Matcher size = SIZE.matcher(word.text());
            int number = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            boolean percent = number > 0 && size.group(2).equals("%");
            if (number < 1 || (percent && number > 100)) {
                fields.wrong("serial", word, expected + ", each at least 1");
            } else {
                sizes.add(new Rollout.Size(number, percent));
            }
        }
        return sizes;
    }

    private static OptionalDouble percentage(Fields fields, String key) {
        String expected = "a percentage from 0 to 100";
        return fields.scalar(key, expected).stream()
                .mapToDouble(scalar -> {
                    Matcher percentage = PERCENTAGE.matcher(scalar.text());
                    double value = percentage.matches() ? Double.parseDouble(percentage.group(1)) : -1;
                    if (value < 0 || value > 100) {
                        fields.wrong(key, scalar, expected);
                    }
                    return value;
                })
                .filter(value -> value >= 0)
                .findFirst();
    }
}
