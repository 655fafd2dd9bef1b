package dev.plumbline.cli.saved;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.Deeds;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.plan.Weight;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.promise.Basis;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.promise.Promised;
import dev.plumbline.core.promise.Seal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads plans that {@link SavedPlanWriter} wrote. */
public final class SavedPlanReader {
    /** In bytes: some hundred for each change, for thousands of hosts. */
    private static final long LARGEST = 256L << 20;

    private final String text;
    private final SavedPlan plan;

    private SavedPlanReader(String text) {
        this.text = text;
        this.plan = plan(JsonTree.read(text));
    }

    /** Whether a file is a saved plan, and no playbook: it begins as JSON does. */
    public static boolean isPlan(Path file) {
        try (var content = Files.newInputStream(file)) {
            byte[] first = content.readNBytes(64);
            return new String(first, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .stripLeading()
                    .startsWith("{");
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a file, whoever made it. */
    public static SavedPlanReader read(Path file) throws PlanFileException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new PlanFileException(
                        "plan.file", file + " is too large for a plan: more than " + LARGEST + " bytes", "name a plan");
            }
            return new SavedPlanReader(Files.readString(file));
        } catch (CharacterCodingException | IllegalArgumentException | DateTimeException e) {
            throw new PlanFileException(
                    "plan.file",
                    file + " is no plan that this version can read: " + e.getMessage(),
                    "make it by: plumb plan PLAYBOOK -o FILE");
        } catch (IOException e) {
            throw new PlanFileException(
                    "plan.file", file + " can't be read: " + e.getMessage(), "look who may read it");
        }
    }

    public SavedPlan plan() {
        return plan;
    }

    /** Whether it was made with this key. */
    public boolean isOf(Seal seal) {
        return plan.key().equals(seal.name());
    }

    /** Whether nobody changed it since it was made with this key. */
    public boolean isWhole(Seal seal) {
        return Sealed.isWhole(text, seal);
    }

    private static SavedPlan plan(JsonTree json) {
        if (!json.find("format").map(JsonTree::text).orElse("").equals("plumbline.plan")) {
            throw new IllegalArgumentException("it does not say that it is one");
        }
        if (json.get("version").number() != SavedPlan.VERSION) {
            throw new IllegalArgumentException(
                    "its version is " + json.get("version").number());
        }
        Map<HostName, Map<RunKey, Promised>> promised = new LinkedHashMap<>();
        Map<HostName, Set<String>> mayCome = new HashMap<>();
        List<HostPlan> hosts = new ArrayList<>();
        Map<HostName, List<String>> notes = new HashMap<>();
        for (JsonTree host : json.get("hosts").items()) {
            HostName name = new HostName(host.get("host").text());
            List<TaskPlan> tasks = new ArrayList<>();
            Map<RunKey, Promised> ofHost = new HashMap<>();
            for (JsonTree task : host.get("tasks").items()) {
                TaskPlan shown = task(name, task);
                tasks.add(shown);
                Promised read =
                        Promised.told(shown, Set.copyOf(task.get("digests").texts()));
                if (read.kind() != Promised.Kind.NOTHING) {
                    ofHost.put(shown.key(), read);
                }
            }
            promised.put(name, ofHost);
            notes.put(name, host.get("notes").texts());
            Set<String> may = Set.copyOf(host.get("may_come").texts());
            if (!may.isEmpty()) {
                mayCome.put(name, may);
            }
            hosts.add(new HostPlan(name, tasks, may, host.find("unreachable").map(SavedPlanReader::fault)));
        }
        Selection selection = selection(json.get("selection"));
        return new SavedPlan(
                Instant.parse(json.get("made").text()),
                json.get("by").text(),
                json.find("commit").map(JsonTree::text),
                json.find("reason").map(JsonTree::text),
                json.get("key").text(),
                selection,
                basis(json.get("basis")),
                new Report(
                        Purpose.PLAN,
                        json.get("run").text(),
                        new Plan(selection.shown(), hosts),
                        Set.copyOf(json.get("tolerated").texts()),
                        new RoundTrips(0, 0),
                        notes),
                new Promise(promised, mayCome));
    }

    private static Selection selection(JsonTree json) {
        return new Selection(
                json.get("playbook").text(),
                json.get("shown").text(),
                json.get("inventory").texts(),
                json.find("limit").map(JsonTree::text),
                json.get("tags").texts(),
                json.get("skip_tags").texts(),
                json.get("become").truth(),
                json.find("become_user").map(JsonTree::text));
    }

    private static Basis basis(JsonTree json) {
        Map<HostName, Map<String, String>> variables = new LinkedHashMap<>();
        json.get("variables")
                .entries()
                .forEach((host, ofHost) -> variables.put(new HostName(host), ofHost.textByName()));
        return new Basis(
                json.get("files").textByName(),
                json.get("extra").textByName(),
                json.get("groups").text(),
                variables);
    }

    private static TaskPlan task(HostName host, JsonTree json) {
        return new TaskPlan(
                new RunKey(
                        host,
                        json.get("task").text(),
                        json.get("number").number(),
                        json.get("phase").text()),
                json.get("name").text(),
                json.get("module").text(),
                new Position(
                        json.get("file").text(),
                        json.get("line").number(),
                        json.get("column").number()),
                json.find("item").map(item -> Data.of(item.text())),
                Verdict.valueOf(json.get("verdict").text().toUpperCase(Locale.ROOT)),
                json.find("because").map(JsonTree::text),
                json.get("differences").items().stream()
                        .map(SavedPlanReader::difference)
                        .toList(),
                Deeds.told(json.get("does").texts(), json.get("may_do_anything").truth()),
                json.get("restarts").truth(),
                json.find("fault").map(SavedPlanReader::fault),
                Optional.empty(),
                Optional.empty(),
                Weight.valueOf(json.get("weight").text().toUpperCase(Locale.ROOT)));
    }

    private static Difference difference(JsonTree json) {
        return new Difference(
                json.get("attribute").text(),
                json.find("before").map(before -> Text.of(before.text())),
                json.find("after").map(after -> Text.of(after.text())));
    }

    private static Fault fault(JsonTree json) {
        return new Fault(
                json.get("code").text(),
                json.get("message").text(),
                json.get("remedy").text());
    }
}
