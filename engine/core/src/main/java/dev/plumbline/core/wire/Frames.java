package dev.plumbline.core.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes a stream apart into data and frames, wherever it is cut. A frame is a line of its own that begins with the marker; the newline
 * before it belongs to it and not to the data.
 */
final class Frames {
    /** A longer line after the marker is no frame of ours. */
    private static final int LONGEST = 256;

    /** What a stream is made of, in order. */
    interface Listener {
        void data(byte[] bytes, int offset, int length);

        void frame(String words);
    }

    private final byte[] pattern;
    private final Listener listener;
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private int matched;

    Frames(String marker, Listener listener) {
        this.pattern = ("\n" + marker + " ").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    void feed(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (matched == pattern.length) {
                at = readWords(bytes, at, end);
            } else if (matched > 0) {
                at = match(bytes, at);
            } else {
                int newline = at;
                while (newline < end && bytes[newline] != '\n') {
                    newline++;
                }
                emit(bytes, at, newline - at);
                matched = newline < end ? 1 : 0;
                at = newline + matched;
            }
        }
    }

    /** No more will come: what looked like the beginning of a frame was data. */
    void end() {
        emit(pattern, 0, matched);
        emit(words.toByteArray(), 0, words.size());
        words.reset();
        matched = 0;
    }

    /** The pattern holds a newline at its beginning only, so that a mismatch can begin a new match only with the byte itself. */
    private int match(byte[] bytes, int at) {
        if (bytes[at] == pattern[matched]) {
            matched++;
            return at + 1;
        }
        emit(pattern, 0, matched);
        matched = 0;
        return at;
    }

    private int readWords(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n') {
                String read = words.toString(StandardCharsets.UTF_8);
                words.reset();
                matched = 0;
                listener.frame(read);
                return at + 1;
            }
            words.write(bytes[at]);
            if (words.size() > LONGEST) {
                end();
                return at + 1;
            }
        }
        return end;
    }

    private void emit(byte[] bytes, int offset, int length) {
        if (length > 0) {
            listener.data(bytes, offset, length);
        }
    }
}
