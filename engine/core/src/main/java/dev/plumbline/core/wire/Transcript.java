package dev.plumbline.core.wire;

import dev.plumbline.core.exchange.Answers.Lost;
import java.util.List;
import java.util.Optional;

/**
 * What became of a script.
 *
 * @param begun whether anything of it was seen to run
 * @param ending how it ended before its end; empty where all of it ran
 * @param noise what the host printed on the error stream before anything of ours ran
 */
record Transcript(List<Section> sections, boolean begun, Optional<Ending> ending, String noise) {

    Section section(int number) {
        return sections.get(number);
    }

    /**
     * An end before the end.
     *
     * @param proven whether the shell is known to be gone, so that nothing further can be done by it
     * @param status its exit status, or −1
     */
    record Ending(Lost reason, boolean proven, int status) {}
}
