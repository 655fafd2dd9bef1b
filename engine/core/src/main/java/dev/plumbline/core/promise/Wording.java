package dev.plumbline.core.promise;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.yaml.Secrecy;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** All that matters of a value, in words, secrets included: for digests only. Two values with the same words do the same. */
final class Wording {
    private final List<String> words = new ArrayList<>();

    private Wording() {}

    /** What an action does. What must be found on the host just before isn't part of it, but for the content that a file has. */
    static List<String> of(Action action) {
        Wording wording = new Wording();
        wording.words.add(action.getClass().getSimpleName());
        switch (action) {
            case Action.WriteFile write -> wording.write(write);
            case Action.Restore restore ->
                wording.add(
                        restore.path(),
                        restore.run(),
                        restore.hash(),
                        restore.mode(),
                        restore.owner(),
                        restore.group());
            case Action.SetAttributes set -> wording.add(set.path(), set.becomes());
            case Action.MakeDirectory make -> wording.add(make.path(), make.mode(), make.owner(), make.group());
            case Action.MakeLink link -> wording.add(link.path(), link.target());
            case Action.Remove remove -> wording.add(remove.path());
            case Action.Run run -> wording.run(run);
            case Action.ControlUnit control -> wording.add(control.name(), control.verb());
            case Action.InstallPackages install -> wording.add(install.names(), install.refreshIndex());
            case Action.RemovePackages remove -> wording.add(remove.names(), remove.purge());
            case Action.SendRedis send -> {
                wording.add(send.server().address(), send.server().port());
                send.commands().forEach(command -> {
                    wording.words.add(";");
                    command.forEach(wording::text);
                });
            }
            case Action.ProveReplication proof -> wording.add(proof.summary());
            case Action.Owe owe -> wording.add(owe.handlers());
            case Action.Settle settle -> wording.add(settle.handler());
        }
        return wording.words;
    }

    static List<String> of(Difference difference) {
        Wording wording = new Wording();
        wording.add("difference", difference.attribute());
        difference.before().ifPresent(before -> wording.text(Text.of("before ").plus(before)));
        difference.after().ifPresent(after -> wording.text(Text.of("after ").plus(after)));
        return wording.words;
    }

    /** What somebody wrote, wherever it stands. */
    static List<String> of(YamlNode node) {
        Wording wording = new Wording();
        wording.node(node);
        return wording.words;
    }

    private void write(Action.WriteFile write) {
        add(
                write.path(),
                write.expected().map(Sha256::hex).orElse("none"),
                write.content().hash());
        add(write.mode(), write.owner(), write.group());
        write.validation().ifPresent(this::validation);
    }

    private void validation(Validation validation) {
        words.addAll(validation.arguments());
        text(validation.appended());
        add(validation.accepted(), validation.timeout());
    }

    private void run(Action.Run run) {
        run.arguments().forEach(this::text);
        add("reads", run.input().sha256(), run.directory());
        new TreeMap<>(run.environment()).forEach((name, value) -> {
            words.add(name);
            text(value);
        });
    }

    private void node(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> {
                add(scalar.style(), scalar.unsafe(), scalar.text());
                if (scalar.secrecy() instanceof Secrecy.Sealed sealed) {
                    words.add(sealed.envelope().payload());
                }
            }
            case YamlNode.Sequence sequence -> {
                add("sequence", sequence.items().size());
                sequence.items().forEach(this::node);
            }
            case YamlNode.Mapping mapping -> {
                add("mapping", mapping.entries().size());
                mapping.entries().forEach(entry -> {
                    words.add(entry.key());
                    node(entry.value());
                });
            }
        }
    }

    private void text(Text text) {
        words.add(text.reveal());
    }

    private void add(Object... values) {
        for (Object value : values) {
            words.add(String.valueOf(value));
        }
    }
}
