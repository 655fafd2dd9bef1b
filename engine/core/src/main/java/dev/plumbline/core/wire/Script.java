package dev.plumbline.core.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A script for the shell on the host and the payloads that follow it.
 *
 * @param sections what is known beforehand of each section, by number
 */
record Script(String text, List<Payload> payloads, List<Part> sections) {

    Script {
        payloads = List.copyOf(payloads);
        sections = List.copyOf(sections);
    }

    /**
     * @param patient whether it may be silent for long
     * @param limit how many bytes of each of its streams are kept
     */
    record Part(boolean patient, int limit) {}

    /** Puts a script together. */
    static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final List<Payload> payloads = new ArrayList<>();
        private final List<Part> sections = new ArrayList<>();
        private int actions;

        /** Adds an action, done only where all before it succeeded. Returns its number. */
        int action(Step step, int limit) {
            int section = open(new Part(step.patient(), limit));
            int payload = step.payload().isPresent() ? 1 : 0;
            step.payload().ifPresent(payloads::add);
            line("if [ \"$plumb_going\" = 1 ]; then");
            line("plumb_frame 'b " + section + "'");
            line("( plumb_owing=" + payload);
            line(step.body());
            line(payload == 0 ? ") </dev/null" : ")");
            line("plumb_done " + section + " $? " + Quote.word(step.log().orElse("")));
            line("else plumb_owing=" + payload + "; plumb_drain; fi");
            actions++;
            return section;
        }

        /** Adds something that only reads. Returns its number. */
        int read(String body, boolean patient, int limit) {
            return readIf("", body, patient, limit);
        }

        /** As {@link #read}, only where a condition that needs no process holds. */
        int readIf(String condition, String body, boolean patient, int limit) {
            int section = open(new Part(patient, limit));
            if (!condition.isEmpty()) {
                line("if " + condition + "; then");
            }
            line("plumb_frame 'b " + section + "'");
            line("( " + body);
            line(") </dev/null");
            line("plumb_frame \"e " + section + " $?\"");
            if (!condition.isEmpty()) {
                line("fi");
            }
            return section;
        }

        /** Marks the end of the actions. */
        void actionsEnd() {
            if (actions > 0) {
                line("plumb_frame a");
            }
        }

        Script end() {
            return new Script("plumb_going=1\n" + text + "plumb_frame z", payloads, sections);
        }

        private int open(Part part) {
            sections.add(part);
            return sections.size() - 1;
        }

        private void line(String words) {
            text.append(words).append('\n');
        }
    }
}
