package dev.plumbline.core.wire;

import dev.plumbline.api.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What both streams of a shell have said so far. All access is under its monitor; {@link #notifyAll()} tells of news. */
final class Conversation {
    private static final int NOISE_KEPT = 64 << 10;
    private static final int OUT = 0;
    private static final int ERR = 1;

    private static final class Open {
        final CappedBytes[] kept;

        @Nullable
        String note;

        boolean begun;
        OptionalInt status = OptionalInt.empty();

        Open(int limit, Budget budget) {
            kept = new CappedBytes[] {new CappedBytes(limit, budget), new CappedBytes(limit, budget)};
        }
    }

    private final CappedBytes[] noise;
    private final int[] current = {-1, -1};
    private final boolean[] finished = {false, false};
    private final boolean[] closed = {false, false};
    private List<Open> sections = List.of();
    private List<Script.Part> parts = List.of();
    private Runnable actionsEnded = () -> {};
    private boolean begun;
    private boolean failing;
    private long lastNews = System.nanoTime();

    Conversation() {
        Budget unbounded = new Budget(2 * NOISE_KEPT);
        noise = new CappedBytes[] {new CappedBytes(NOISE_KEPT, unbounded), new CappedBytes(NOISE_KEPT, unbounded)};
    }

    Frames.Listener output() {
        return new Stream(OUT);
    }

    Frames.Listener error() {
        return new Stream(ERR);
    }

    /** Makes ready for the answers to a script. */
    synchronized void expect(Script script, Budget budget, Runnable whenActionsEnded) {
        parts = script.sections();
        sections = new ArrayList<>(
                parts.stream().map(part -> new Open(part.limit(), budget)).toList());
        actionsEnded = whenActionsEnded;
        begun = false;
        failing = false;
        for (int stream : new int[] {OUT, ERR}) {
            current[stream] = -1;
            finished[stream] = false;
        }
        lastNews = System.nanoTime();
    }

    /** Something moved: bytes were taken by the host. */
    synchronized void news() {
        lastNews = System.nanoTime();
    }

    synchronized void closed(boolean error) {
        closed[error ? ERR : OUT] = true;
        notifyAll();
    }

    synchronized boolean isFailing() {
        return failing;
    }

    synchronized boolean isBegun() {
        return begun;
    }

    synchronized boolean isFinished() {
        return finished[OUT] && finished[ERR];
    }

    synchronized boolean isClosed() {
        return closed[OUT] && closed[ERR];
    }

    synchronized long silence() {
        return System.nanoTime() - lastNews;
    }

    /** Whether what runs now may be silent for long. */
    synchronized boolean isPatient() {
        return current[OUT] >= 0 && parts.get(current[OUT]).patient();
    }

    /** Waits for the end at most so long, in milliseconds. */
    synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (left > 0 && !isFinished() && !isClosed()) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    /** What was printed outside of any script: output and errors. */
    synchronized String noise(boolean error) {
        return Section.text(noise[error ? ERR : OUT].bytes());
    }

    /** Waits until what was printed outside of any script suits, both streams ended, or the time is over. */
    synchronized boolean awaitNoise(Predicate<Conversation> suits, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!suits.test(this)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0 || isClosed()) {
                return suits.test(this);
            }
            wait(left);
        }
        return true;
    }

    synchronized List<Section> sections() {
        return sections.stream().map(Conversation::section).toList();
    }

    private static Section section(Open open) {
        return new Section(
                open.begun,
                open.status,
                Optional.ofNullable(open.note),
                bytes(open, OUT),
                bytes(open, ERR),
                open.kept[OUT].lost(),
                open.kept[ERR].lost());
    }

    private static Bytes bytes(Open open, int stream) {
        return open.kept[stream].bytes();
    }

    private final class Stream implements Frames.Listener {
        private final int stream;

        Stream(int stream) {
            this.stream = stream;
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            synchronized (Conversation.this) {
                lastNews = System.nanoTime();
                if (current[stream] >= 0) {
                    sections.get(current[stream]).kept[stream].add(bytes, offset, length);
                } else {
                    noise[stream].add(bytes, offset, length);
                    Conversation.this.notifyAll();
                }
            }
        }

        @Override
        public void frame(String words) {
            synchronized (Conversation.this) {
                lastNews = System.nanoTime();
                String[] word = words.split(" ", 3);
                switch (word[0]) {
                    case "b" -> begin(number(word, 1));
                    case "e" -> end(number(word, 1), number(word, 2));
                    case "n" -> note(word.length > 1 ? word[1] : "");
                    case "f" -> failing = true;
                    case "a" -> {
                        if (stream == OUT) {
                            actionsEnded.run();
                        }
                    }
                    case "z" -> {
                        begun = true;
                        finished[stream] = true;
                    }
                    default -> {
                        // A host that makes up frames gains nothing by it.
                    }
                }
                Conversation.this.notifyAll();
            }
        }

        private void begin(int section) {
            begun = true;
            if (section >= 0 && section < sections.size()) {
                current[stream] = section;
                sections.get(section).begun = true;
            }
        }

        private void end(int section, int status) {
            if (section >= 0 && section == current[stream]) {
                if (stream == OUT) {
                    sections.get(section).status = OptionalInt.of(status);
                }
                current[stream] = -1;
            }
        }

        private void note(String note) {
            if (current[stream] >= 0) {
                sections.get(current[stream]).note = note;
            }
        }

        private static int number(String[] words, int index) {
            if (words.length <= index || !words[index].matches("[0-9]{1,9}")) {
                return -1;
            }
            return Integer.parseInt(words[index]);
        }
    }
}
