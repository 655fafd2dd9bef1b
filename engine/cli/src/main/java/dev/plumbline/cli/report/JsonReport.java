package dev.plumbline.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** A report as one JSON document, version 1. */
public final class JsonReport {
    private static final int VERSION = 1;

    private final Report report;
    private final JsonGenerator json;

    private JsonReport(Report report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    /** Renders a report over several lines. */
    public static String render(Report report) {
        return render(report, true);
    }

    /** Renders a report on one line. */
    public static String line(Report report) {
        return render(report, false);
    }

    private static String render(Report report, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            if (pretty) {
                json.setPrettyPrinter(new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n")));
            }
            new JsonReport(report, json).document();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("command", report.purpose().command());
        json.writeStringField("playbook", report.plan().playbook());
        json.writeStringField("run", report.run());
        summary(report.summary());
        json.writeArrayFieldStart("hosts");
        for (HostPlan host : report.plan().hosts()) {
            host(host);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void summary(Summary summary) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("hosts", summary.hosts());
        json.writeNumberField("in_sync", summary.hosts(HostStatus.IN_SYNC));
        json.writeNumberField("changed", summary.hosts(HostStatus.CHANGED) + summary.hosts(HostStatus.DRIFTED));
        json.writeNumberField("unreachable", summary.hosts(HostStatus.UNREACHABLE));
        json.writeNumberField("failed", summary.hosts(HostStatus.FAILED));
        json.writeNumberField("unknown", summary.hosts(HostStatus.UNKNOWN));
        json.writeNumberField("changes", summary.changes());
        json.writeNumberField("violations", summary.violations());
        json.writeObjectFieldStart("fidelity");
        json.writeNumberField("certain", summary.fidelity().certain());
        json.writeNumberField("conditional", summary.fidelity().conditional());
        json.writeNumberField("opaque", summary.fidelity().opaque());
        json.writeEndObject();
        if (report.purpose() == Purpose.APPLY) {
            json.writeNumberField("otherwise", summary.otherwise());
        }
        json.writeObjectFieldStart("round_trips");
        json.writeNumberField("shell", summary.roundTrips().shell());
        json.writeNumberField("tunnel", summary.roundTrips().tunnel());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void host(HostPlan host) throws IOException {
        json.writeStartObject();
        json.writeStringField("host", host.host().value());
        json.writeStringField("status", report.status(host).word());
        error(host.unreachable());
        json.writeArrayFieldStart("notes");
        for (String note : report.notes(host)) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tasks");
        for (TaskPlan task : host.tasks()) {
            task(host, task);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void task(HostPlan host, TaskPlan task) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", task.name());
        json.writeStringField("module", task.module());
        json.writeStringField("at", task.at().fileAndLine());
        if (task.item().isPresent()) {
            json.writeStringField("item", task.item().get().toString());
        }
        json.writeStringField("verdict", task.verdict().name().toLowerCase(Locale.ROOT));
        text("because", task.because());
        text("apply", task.restarts() ? Optional.of("restart") : Optional.empty());
        boolean drift = report.purpose() == Purpose.DRIFT && report.isDrift(host, task);
        text("kind", drift ? Optional.of("drift") : Optional.empty());
        text("since", Optional.empty());
        json.writeArrayFieldStart("differences");
        for (Difference difference : task.differences()) {
            difference(difference);
        }
        json.writeEndArray();
        text("outcome", task.outcome().map(JsonReport::word));
        error(task.fault());
        if (report.purpose() == Purpose.APPLY) {
            text("otherwise", Optional.ofNullable(report.broken().get(task.key())));
        }
        json.writeEndObject();
    }

    private void difference(Difference difference) throws IOException {
        Text after = difference.after().orElse(Text.EMPTY);
        json.writeStartObject();
        json.writeStringField("attribute", difference.attribute());
        text(
                "before",
                difference.before().map(before -> Cover.before(before, after).toString()));
        text("after", difference.after().map(Text::toString));
        json.writeEndObject();
    }

    private static String word(Status status) {
        return switch (status) {
            case UNCHANGED, SKIPPED -> "unchanged";
            case CHANGED -> "changed";
            case FAILED -> "failed";
            case ROLLED_BACK -> "rolled_back";
            case UNKNOWN -> "unknown";
            case NOT_RUN -> "not_run";
        };
    }

    private void error(Optional<Fault> fault) throws IOException {
        if (fault.isEmpty()) {
            json.writeNullField("error");
            return;
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("code", fault.get().code());
        json.writeStringField("message", fault.get().message());
        json.writeStringField("remedy", fault.get().remedy());
        json.writeEndObject();
    }

    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }
}
