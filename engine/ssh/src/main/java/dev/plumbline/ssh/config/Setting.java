package dev.plumbline.ssh.config;

import java.util.List;

/** The words of one setting, and where it stands. */
record Setting(String shown, List<String> words, Origin origin) {

    Setting {
        words = List.copyOf(words);
    }

    String word() {
        return words.getFirst();
    }
}
