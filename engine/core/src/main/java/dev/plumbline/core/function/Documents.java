package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.util.List;
import java.util.Optional;

/** Values as JSON and YAML, and out of them. What is read is data: no tags, no expressions, within the limits of playbooks. */
final class Documents {
    private static final int WIDEST = 20;

    private Documents() {}

    static Functions.Field field() {
        return new Functions.Field(
                "JSON and YAML",
                List.of(
                        Function.named(
                                        "to_json",
                                        Type.TEXT,
                                        "The value as JSON on one line, keys in their order.",
                                        arguments -> Data.of(JsonWriter.compact(arguments.data(0))))
                                .takes("x", Type.ANYTHING)
                                .keepingSecrecy()
                                .example("to_json({'b': [1, true], 'a': 'x'})", "{\"b\": [1, true], \"a\": \"x\"}"),
                        Function.named(
                                        "to_nice_json",
                                        Type.TEXT,
                                        "The value as JSON on several lines, keys in alphabetical order.",
                                        arguments -> Data.of(JsonWriter.nice(arguments.data(0), width(arguments))))
                                .takes("x", Type.ANYTHING)
                                .optional("indent", Type.WHOLE, "4")
                                .keepingSecrecy()
                                .example("to_nice_json({'a': [1]}, 2)", "{\n  \"a\": [\n    1\n  ]\n}"),
                        Function.named(
                                        "from_json",
                                        Type.ANYTHING,
                                        "The value that JSON stands for.",
                                        arguments -> JsonText.read(arguments.text(0)))
                                .takes("text", Type.TEXT)
                                .example("from_json('{\"a\": [1, null]}')", "{a=[1, null]}"),
                        Function.named(
                                        "to_yaml",
                                        Type.TEXT,
                                        "The value as YAML, a line for each key and item, keys in their order; ends"
                                                + " with a line end.",
                                        arguments -> Data.of(YamlWriter.block(arguments.data(0))))
                                .takes("x", Type.ANYTHING)
                                .keepingSecrecy()
                                .example("to_yaml({'a': [1, 'no']})", "a:\n  - 1\n  - \"no\"\n"),
                        Function.named(
                                        "from_yaml",
                                        Type.ANYTHING,
                                        "The value of one YAML document, by YAML 1.2's core schema.",
                                        Documents::yaml)
                                .takes("text", Type.TEXT)
                                .example("from_yaml('a: [1, no]')", "{a=[1, no]}")));
    }

    private static int width(Arguments arguments) {
        int width = arguments.whole(1, 4);
        if (width < 0 || width > WIDEST) {
            throw new FunctionException("an indent is 0 to " + WIDEST, "Give a smaller one.");
        }
        return width;
    }

    private static Data yaml(Arguments arguments) {
        Problems problems = new Problems();
        Optional<YamlNode> read = YamlReader.read("the text", arguments.text(0), problems);
        if (!problems.isEmpty()) {
            Problem first = problems.list().getFirst();
            String where = first.at()
                    .map(at -> " in line " + at.line() + ", column " + at.column())
                    .orElse("");
            throw new FunctionException("the text is no YAML" + where + ": " + first.message(), first.remedy());
        }
        return read.map(CoreSchema::literal).orElse(Data.NOTHING);
    }
}
