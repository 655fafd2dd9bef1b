package dev.plumbline.core.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The part of ssh's command line that {@code ansible_ssh_common_args} may hold: {@code -o Name=value}, {@code -J host} and
 * {@code -F file}, each also without the blank.
 *
 * @param options {@code Name=value}, in their order
 */
record SshArguments(List<String> options, Optional<Path> configFile) {

    SshArguments {
        options = List.copyOf(options);
    }

    static SshArguments parse(String line, Function<String, Path> path) throws InventorySyntaxException {
        ShellWords split = ShellWords.split(line);
        if (split.fault().isPresent()) {
            throw new InventorySyntaxException(
                    "the arguments can't be read: " + split.fault().get(), "Close the quote.");
        }
        List<String> options = new ArrayList<>();
        Optional<Path> file = Optional.empty();
        List<String> words = split.words().stream().map(ShellWords.Word::text).toList();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String flag = word.length() < 2 ? word : word.substring(0, 2);
            if (!List.of("-o", "-J", "-F").contains(flag)) {
                throw new InventorySyntaxException(
                        "ssh's argument '" + word + "' is not supported",
                        "Only -o Name=value, -J host and -F file are; for most others ssh_config has a name, as in -o"
                                + " Compression=yes.");
            }
            String value = word.substring(2);
            if (value.isEmpty()) {
                i++;
                if (i >= words.size()) {
                    throw new InventorySyntaxException("nothing follows " + flag, "Write its value behind it.");
                }
                value = words.get(i);
            }
            switch (flag) {
                case "-J" -> options.add("ProxyJump=" + value);
                case "-F" -> file = Optional.of(path.apply(value));
                default -> options.add(value);
            }
        }
        return new SshArguments(options, file);
    }
}
