package dev.plumbline.core.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The write-ahead journal of one run: a file of JSON lines in the state folder, readable by its owner only. A change is begun only when it
 * stands there on disk. It names paths, units and commands, and holds no contents and no secrets. Safe for use by several threads.
 */
public final class Journal implements Intentions, AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final FileChannel channel;
    private final Clock clock;
    private final IdentityHashMap<Step, Integer> begun = new IdentityHashMap<>();
    private int steps;

    private Journal(Path file, FileChannel channel, Clock clock) {
        this.file = file;
        this.channel = channel;
        this.clock = clock;
    }

    /** Writes one line's fields. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static Journal create(Path file, RunHeader header, Clock clock) throws JournalException {
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Journal journal = new Journal(file, channel, clock);
            journal.write("run", json -> {
                json.writeNumberField("version", 1);
                json.writeStringField("run", header.run());
                json.writeStringField("command", header.command());
                json.writeStringField("playbook", header.playbook());
                json.writeStringField("by", header.by());
                if (header.commit().isPresent()) {
                    json.writeStringField("commit", header.commit().get());
                }
                if (header.reason().isPresent()) {
                    json.writeStringField("reason", header.reason().get());
                }
                json.writeStringField("began", header.began().toString());
            });
            return journal;
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " can't be written: " + reason(e), e);
        }
    }

    @Override
    public synchronized void begin(HostName host, List<Step> about) throws JournalException {
        try {
            for (Step step : about) {
                steps++;
                begun.put(step, steps);
                int number = steps;
                write("begin", json -> {
                    json.writeNumberField("step", number);
                    json.writeStringField("at", clock.instant().toString());
                    json.writeStringField("host", host.value());
                    json.writeStringField("task", step.key().task());
                    json.writeStringField("as", step.as().toString());
                    json.writeStringField("action", step.action().summary());
                });
            }
            flush();
        } catch (IOException e) {
            throw new JournalException("the journal " + file + " can't be written: " + reason(e), e);
        }
    }

    /** {@inheritDoc} Where that can't be written, the step counts as one whose end is unknown. */
    @Override
    public synchronized void end(Step step, StepOutcome outcome) {
        Integer number = begun.remove(step);
        if (number == null) {
            return;
        }
        try {
            write("end", json -> {
                json.writeNumberField("step", number);
                json.writeStringField("outcome", StepEnding.of(outcome).word());
                if (outcome instanceof StepOutcome.Failed failed) {
                    json.writeStringField("code", failed.code());
                } else if (outcome instanceof StepOutcome.RolledBack back) {
                    json.writeStringField("code", back.code());
                } else if (outcome instanceof StepOutcome.Refused refused) {
                    json.writeStringField("code", refused.code());
                }
            });
        } catch (IOException e) {
            begun.clear();
        }
    }

    /** Writes down that the run came to its end, and with which exit code. */
    public synchronized void finish(int exit, int changes) {
        try {
            write("finished", json -> {
                json.writeStringField("at", clock.instant().toString());
                json.writeNumberField("exit", exit);
                json.writeNumberField("changes", changes);
            });
            if (steps > 0) {
                flush();
            }
        } catch (IOException e) {
            // It then counts as cut off, and the next run looks at the hosts in any case.
            begun.clear();
        }
    }

    private void write(String event, Fields fields) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            fields.write(json);
            json.writeEndObject();
        }
        line.write('\n');
        ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void flush() throws IOException {
        channel.force(false);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
