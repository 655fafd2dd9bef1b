package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory there is, in MiB, by /proc/meminfo. How much is free changes by the second, and is no fact. */
final class MemoryFacts {
    private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d{1,15}) kB");

    private MemoryFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        List<String> lines = text.lines("meminfo");
        return megabytes(lines, "MemTotal").map(total -> {
            Data.Builder facts = Data.mapping().put("memtotal_mb", total);
            megabytes(lines, "SwapTotal").ifPresent(swap -> facts.put("swaptotal_mb", swap));
            return facts.build();
        });
    }

    private static Optional<Long> megabytes(List<String> lines, String key) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(key))
                .map(line -> Long.parseLong(line.group(2)) / 1024)
                .findFirst();
    }
}
