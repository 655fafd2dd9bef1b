package dev.plumbline.cli;

import dev.plumbline.cli.assembly.Declaration;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.yaml.YamlNode;

/** A variable as it was written, on one line; what its name calls a secret is masked. */
final class VariableText {
    private static final int WIDTH = 200;

    private VariableText() {}

    static String of(String name, YamlNode node) {
        return Printable.line(raw(name, node), WIDTH);
    }

    static String raw(String name, YamlNode node) {
        return Declaration.shown(name, node);
    }
}
