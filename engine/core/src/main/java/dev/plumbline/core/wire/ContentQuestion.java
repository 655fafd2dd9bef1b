package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Sha256;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One file's content, and its hash out of it where that is asked too, so that both tell of the same moment. */
final class ContentQuestion implements Question {
    private static final int MARK = 2;

    private final AbsolutePath path;
    private final boolean hash;
    private int section;

    ContentQuestion(AbsolutePath path, boolean hash) {
        this.path = path;
        this.hash = hash;
    }

    @Override
    public void write(Script.Writer script) {
        int beyond = Read.FileContent.LIMIT + 1;
        section = script.read("plumb_content " + Quote.word(path.value()) + " " + beyond, false, beyond + MARK);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Known<Optional<Bytes>> content = parse(transcript.section(section));
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        answers.put(new Read.FileContent(path), content);
        if (hash) {
            answers.put(new Read.FileHash(path), hash(content));
        }
        return answers;
    }

    /** A mark, a newline, the bytes. */
    static Known<Optional<Bytes>> parse(Section section) {
        byte[] printed = section.output().toArray();
        if (!section.ended() || printed.length < MARK || printed[1] != '\n') {
            return new Unreadable<>(Marks.reason(section));
        }
        if (printed[0] != 'f') {
            return switch (Marks.unasked((char) printed[0])) {
                case Marks.Missing() -> new Seen<>(Optional.empty());
                case Marks.Hidden(String reason) -> new Unreadable<>(reason);
                case Marks.Line(String line) -> new Unreadable<>(line);
            };
        }
        if (!section.succeeded()) {
            return new Unreadable<>("it can't be read: " + section.lastError());
        }
        if (printed.length - MARK > Read.FileContent.LIMIT) {
            return new Unreadable<>("it is larger than " + Read.FileContent.LIMIT + " bytes");
        }
        if (section.lost() > 0) {
            return new Unreadable<>(Marks.reason(section));
        }
        return new Seen<>(Optional.of(Bytes.of(Arrays.copyOfRange(printed, MARK, printed.length))));
    }

    private static Known<Optional<Sha256>> hash(Known<Optional<Bytes>> content) {
        return switch (content) {
            case Seen<Optional<Bytes>>(Optional<Bytes> bytes) -> new Seen<>(bytes.map(Bytes::sha256));
            case Unreadable<Optional<Bytes>>(String reason) -> new Unreadable<>(reason);
            case Known.After<Optional<Bytes>>(String cause) -> new Known.After<>(cause);
        };
    }
}
