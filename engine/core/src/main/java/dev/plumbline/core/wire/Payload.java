package dev.plumbline.core.wire;

import dev.plumbline.api.value.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that follow a script on the shell's standard input. */
sealed interface Payload {

    InputStream open() throws IOException;

    record Held(Bytes bytes) implements Payload {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes.toArray());
        }
    }

    record Local(Path file) implements Payload {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
