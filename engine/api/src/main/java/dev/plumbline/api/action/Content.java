package dev.plumbline.api.action;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Sha256;

/** What is written into a file. */
public sealed interface Content {

    Sha256 hash();

    /** A local file's content: streamed, unless it is held in memory already. */
    static Content of(LocalFile file) {
        return file.held().<Content>map(Inline::new).orElseGet(() -> new Streamed(file));
    }

    /** Held in memory; may hold secrets. */
    record Inline(Bytes bytes) implements Content {
        @Override
        public Sha256 hash() {
            return bytes.sha256();
        }
    }

    /** Streamed from the control node. */
    record Streamed(LocalFile file) implements Content {
        @Override
        public Sha256 hash() {
            return file.hash();
        }
    }
}
