package dev.plumbline.cli.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.cli.report.Cover;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.promise.Promised;
import dev.plumbline.core.promise.Seal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes a plan as JSON. Nothing secret is in it: what may be secret is masked for people, and a digest under a key for comparing. */
public final class SavedPlanWriter {
    private final SavedPlan plan;
    private final JsonGenerator json;

    private SavedPlanWriter(SavedPlan plan, JsonGenerator json) {
        this.plan = plan;
        this.json = json;
    }

    /** The file's content, sealed. */
    public static String write(SavedPlan plan, Seal seal) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")));
            new SavedPlanWriter(plan, json).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sealed.seal(text.append('\n').toString(), seal);
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "plumbline.plan");
        json.writeNumberField("version", SavedPlan.VERSION);
        json.writeStringField("run", plan.report().run());
        json.writeStringField("made", plan.made().toString());
        json.writeStringField("by", plan.by());
        optional("commit", plan.commit());
        optional("reason", plan.reason());
        json.writeStringField("key", plan.key());
        selection(plan.selection());
        json.writeObjectFieldStart("basis");
        map("files", plan.basis().files());
        map("extra", plan.basis().extra());
        json.writeStringField("groups", plan.basis().groups());
        json.writeObjectFieldStart("variables");
        for (Map.Entry<HostName, Map<String, String>> host :
                plan.basis().variables().entrySet()) {
            map(host.getKey().value(), host.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        strings("tolerated", plan.report().tolerated());
        json.writeArrayFieldStart("hosts");
        for (HostPlan host : plan.report().plan().hosts()) {
            host(host);
        }
        json.writeEndArray();
        json.writeStringField("seal", Sealed.OPEN);
        json.writeEndObject();
    }

    private void selection(Selection selection) throws IOException {
        json.writeObjectFieldStart("selection");
        json.writeStringField("playbook", selection.playbook());
        json.writeStringField("shown", selection.shown());
        strings("inventory", selection.inventory());
        optional("limit", selection.limit());
        strings("tags", selection.tags());
        strings("skip_tags", selection.skipTags());
        json.writeBooleanField("become", selection.become());
        optional("become_user", selection.becomeUser());
        json.writeEndObject();
    }

    private void host(HostPlan host) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", host.host().value());
        fault("unreachable", host.unreachable());
        strings("notes", plan.report().notes().getOrDefault(host.host(), List.of()));
        strings("may_come", host.mayCome().stream().sorted().toList());
        json.writeArrayFieldStart("tasks");
        for (TaskPlan task : host.tasks()) {
            if (task.verdict() != Verdict.IN_SYNC && task.verdict() != Verdict.SKIPPED) {
                task(task);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void task(TaskPlan task) throws IOException {
        json.writeStartObject();
        json.writeStringField("task", task.key().task());
        json.writeNumberField("number", task.key().item());
        json.writeStringField("phase", task.key().phase());
        json.writeStringField("name", task.name());
        json.writeStringField("module", task.module());
        json.writeStringField("file", task.at().file());
        json.writeNumberField("line", task.at().line());
        json.writeNumberField("column", task.at().column());
        optional("item", task.item().map(Object::toString));
        json.writeStringField("verdict", word(task.verdict()));
        json.writeStringField("weight", word(task.weight()));
        optional("because", task.because());
        json.writeBooleanField("restarts", task.restarts());
        json.writeArrayFieldStart("differences");
        for (Difference difference : task.differences()) {
            difference(difference);
        }
        json.writeEndArray();
        strings("does", task.deeds().summaries());
        json.writeBooleanField("may_do_anything", task.deeds().mayDoAnything());
        Promised promised =
                plan.promise().hosts().getOrDefault(task.key().host(), Map.of()).get(task.key());
        strings(
                "digests",
                promised == null
                        ? Set.of()
                        : promised.digests().stream().sorted().toList());
        fault("fault", task.fault());
        json.writeEndObject();
    }

    private void difference(Difference difference) throws IOException {
        Text after = difference.after().orElse(Text.EMPTY);
        json.writeStartObject();
        json.writeStringField("attribute", difference.attribute());
        optional(
                "before",
                difference.before().map(before -> Cover.before(before, after).toString()));
        optional("after", difference.after().map(Text::toString));
        json.writeEndObject();
    }

    private void fault(String name, Optional<Fault> fault) throws IOException {
        if (fault.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField("code", fault.get().code());
            json.writeStringField("message", fault.get().message());
            json.writeStringField("remedy", fault.get().remedy());
            json.writeEndObject();
        }
    }

    private void map(String name, Map<String, String> entries) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void strings(String name, Collection<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : words) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    private void optional(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
