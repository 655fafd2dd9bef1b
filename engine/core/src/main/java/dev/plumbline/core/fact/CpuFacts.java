package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Processors, by /proc/cpuinfo. Where it doesn't tell sockets and cores, each processor is a socket of one core. */
final class CpuFacts {

    private CpuFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        List<Map<String, String>> processors = processors(text.lines("cpuinfo"));
        if (processors.isEmpty()) {
            return Optional.empty();
        }
        List<Data> described = new ArrayList<>();
        Set<String> sockets = new LinkedHashSet<>();
        for (Map<String, String> processor : processors) {
            described.add(Data.of(processor.getOrDefault("processor", "")));
            for (String key : List.of("vendor_id", "model name", "cpu model", "cpu", "machine", "hardware")) {
                Optional.ofNullable(processor.get(key)).map(Data::of).ifPresent(described::add);
            }
            Optional.ofNullable(processor.get("physical id")).ifPresent(sockets::add);
        }
        Map<String, String> first = processors.getFirst();
        long all = processors.size();
        long count = sockets.isEmpty() ? all : sockets.size();
        long cores = sockets.isEmpty() ? 1 : number(first.get("cpu cores")).orElse(1L);
        long threads = sockets.isEmpty()
                ? 1
                : Math.max(1, number(first.get("siblings")).orElse(cores) / Math.max(1, cores));
        return Optional.of(Data.mapping()
                .put("processor", Data.of(described))
                .put("processor_count", count)
                .put("processor_cores", cores)
                .put("processor_threads_per_core", threads)
                .put("processor_vcpus", sockets.isEmpty() ? all : count * cores * threads)
                .build());
    }

    /** Each begins with its number; what stands elsewhere concerns all. */
    private static List<Map<String, String>> processors(List<String> lines) {
        List<Map<String, String>> processors = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String key = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            if (key.equals("processor") && number(value).isPresent()) {
                processors.add(new HashMap<>());
            }
            if (!processors.isEmpty()) {
                processors.getLast().putIfAbsent(key, value);
            }
        }
        return processors;
    }

    private static Optional<Long> number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
