package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Services: whether they run ({@code state}), and whether they are started at boot ({@code status}). */
final class ServiceFacts {

    /** One service. */
    private record Service(String state, String status, String source) {
        Service withStatus(String other) {
            return new Service(state, other, source);
        }
    }

    private ServiceFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        Map<String, Service> services = new TreeMap<>();
        if (text.has("openrc")) {
            openrc(text.lines("openrc"), services);
        } else if (text.lines("units").isEmpty() && text.lines("unit-files").isEmpty()) {
            return Optional.empty();
        }
        units(text.lines("units"), services);
        unitFiles(text.lines("unit-files"), services);
        Data.Builder all = Data.mapping();
        services.forEach((name, service) -> all.put(
                name,
                Data.mapping()
                        .put("name", name)
                        .put("state", service.state())
                        .put("status", service.status())
                        .put("source", service.source())
                        .build()));
        return Optional.of(Data.mapping().put("services", all.build()).build());
    }

    /** Columns UNIT LOAD ACTIVE SUB DESCRIPTION; older versions put a dot before units that failed or are missing. */
    private static void units(List<String> lines, Map<String, Service> services) {
        for (String line : lines) {
            String[] words = line.replaceFirst("^[^A-Za-z0-9_@-]+", "").split("\\s+", 5);
            if (words.length < 4 || !words[0].endsWith(".service")) {
                continue;
            }
            boolean known = words[1].equals("loaded");
            String state = words[2].equals("failed") ? "failed" : words[3].equals("running") ? "running" : "stopped";
            services.put(words[0], new Service(state, known ? "unknown" : words[1], "systemd"));
        }
    }

    private static void unitFiles(List<String> lines, Map<String, Service> services) {
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 2 && words[0].endsWith(".service")) {
                services.merge(
                        words[0],
                        new Service(words[0].endsWith("@.service") ? "unknown" : "inactive", words[1], "systemd"),
                        (unit, file) -> unit.withStatus(file.status()));
            }
        }
    }

    private static void openrc(List<String> lines, Map<String, Service> services) {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                services.put(words[0], new Service(words[1], words[2], "openrc"));
            }
        }
    }
}
