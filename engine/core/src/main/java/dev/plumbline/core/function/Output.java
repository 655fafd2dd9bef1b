package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;

/** Text under construction, up to a limit; it remembers which of its characters are secret. */
final class Output {
    static final int MOST_CHARACTERS = 16 << 20;

    private final List<Text> finished = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private boolean secret;
    private int length;

    Output append(String characters) {
        return append(characters, false);
    }

    Output append(String characters, boolean isSecret) {
        length += characters.length();
        if (length > MOST_CHARACTERS || length < 0) {
            throw new FunctionException("gives more than " + MOST_CHARACTERS + " characters", "Let it give less.");
        }
        if (isSecret != secret) {
            flush();
            secret = isSecret;
        }
        run.append(characters);
        return this;
    }

    Output repeat(String characters, int times) {
        for (int i = 0; i < times; i++) {
            append(characters);
        }
        return this;
    }

    boolean isEmpty() {
        return length == 0;
    }

    Text text() {
        flush();
        return Text.join("", finished);
    }

    Data data() {
        return Data.of(text());
    }

    private void flush() {
        if (!run.isEmpty()) {
            finished.add(secret ? Text.secret(run.toString()) : Text.of(run.toString()));
            run.setLength(0);
        }
    }
}
