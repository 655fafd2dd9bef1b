package dev.plumbline.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every file of a host's disk with its inode, type, mode, owner, size, mtime and ctime. */
record FileListing(Map<String, String> files) {
    /** Other file systems, which hold no files of the disk. */
    private static final List<String> MOUNTED = List.of("./proc", "./sys", "./dev", "./run", "./tmp");

    /** What sshd, PAM and systemd note of a login, whoever logs in. */
    private static final List<String> LOGIN_RECORDS = List.of(
            "./var/log/wtmp",
            "./var/log/wtmp.db",
            "./var/log/btmp",
            "./var/log/lastlog",
            "./var/log/auth.log",
            "./var/log/journal",
            "./var/lib/wtmpdb",
            "./var/lib/lastlog");

    static FileListing of(Host host) {
        List<String> command = new ArrayList<>(List.of("find", "."));
        command.add("(");
        for (String folder : MOUNTED) {
            command.addAll(List.of("-path", folder, "-o"));
        }
        for (String record : LOGIN_RECORDS) {
            command.addAll(List.of("-path", record, "-o"));
        }
        command.addAll(List.of("-false", ")", "-prune", "-o"));
        command.addAll(List.of("-printf", "%i %y %m %U:%G %s mtime %T@ ctime %C@\\t%p\\0"));
        String listing = Finished.run(command, host.path("/"), Map.of("LC_ALL", "C.UTF-8"), "", Duration.ofMinutes(1))
                .orFail();
        Map<String, String> files = new TreeMap<>();
        for (String line : listing.split("\0")) {
            int tab = line.indexOf('\t');
            files.put(line.substring(tab + 1), line.substring(0, tab));
        }
        return new FileListing(files);
    }

    /** What came, went or changed since an earlier listing, one a line. */
    List<String> changesSince(FileListing earlier) {
        TreeSet<String> names = new TreeSet<>(files.keySet());
        names.addAll(earlier.files.keySet());
        return names.stream()
                .filter(name -> !String.valueOf(files.get(name)).equals(String.valueOf(earlier.files.get(name))))
                .map(name -> name + ": " + earlier.files.get(name) + " -> " + files.get(name))
                .toList();
    }
}
