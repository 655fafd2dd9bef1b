package dev.plumbline.core.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way that packets to elsewhere take.
 *
 * @param source the address that they leave from
 */
record Route(String device, Optional<String> gateway, String source) {

    /** Understands what {@code ip route get} prints; empty where there is no way. */
    static Optional<Route> of(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<String> words = Arrays.asList(lines.getFirst().strip().split("\\s+", -1));
        boolean leadsNowhere = words.getFirst().matches("unreachable|prohibit|blackhole|local");
        Optional<String> device = after(words, "dev");
        Optional<String> source = after(words, "src");
        return leadsNowhere || device.isEmpty() || source.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route(device.get(), after(words, "via"), source.get()));
    }

    private static Optional<String> after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 || at + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(at + 1));
    }
}
