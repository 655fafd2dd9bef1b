package dev.plumbline.cli;

/** What {@code plumb --help} says. */
final class Help {

    private Help() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
            Brings hosts to a declared state over SSH, and says how far they are from it.

            Usage: plumb COMMAND …

            """);
        for (Commands.Entry entry : Commands.all()) {
            text.append("  %-32s %s%n".formatted(entry.name() + " " + entry.synopsis(), entry.summary()));
        }
        return text.append("""

              plumb COMMAND --help             shows a command's options
              plumb --version

            Exit codes: 0 done or in sync, 1 a task failed, 2 differences found, 3 wrong usage or playbook (no host was
            contacted), 4 hosts unreachable, 5 refused, 130/143 interrupted, 70 a fault of plumb itself.
            """).toString();
    }
}
