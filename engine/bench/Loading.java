import com.sun.management.OperatingSystemMXBean;
import dev.plumbline.core.inventory.InventoryLoader;
import dev.plumbline.core.inventory.LoadedInventory;
import dev.plumbline.core.plan.Planner;
import dev.plumbline.core.plan.Progress;
import dev.plumbline.core.plan.World;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookLoader;
import dev.plumbline.core.playbook.PlaybookRequest;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads an inventory of many hosts and a playbook of many tasks, and resolves every task for every host as a plan does before it reads
 * anything. Prints a line of Markdown for each size: the CPU seconds of the whole process, once the JVM is warm, and the greatest heap.
 */
public final class Loading {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int WARM_UP = 4;
    private static final int MEASURED = 3;

    public static void main(String[] arguments) throws IOException {
        int mostHosts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int mostTasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        System.out.println(
                "| hosts × tasks | inventory | playbook | resolving | all, CPU s | per host and task, µs | heap, MiB"
                        + " |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int i = 0; i < WARM_UP; i++) {
            new Size(mostHosts / 2, mostTasks / 2).measure();
        }
        new Size(mostHosts, mostTasks).measure();
        for (int part : new int[] {4, 2, 1}) {
            new Size(mostHosts / part, mostTasks).print();
        }
        for (int part : new int[] {4, 2}) {
            new Size(mostHosts, mostTasks / part).print();
        }
    }

    private record Times(double inventory, double playbook, double resolving) {
        double all() {
            return inventory + playbook + resolving;
        }
    }

    private record Size(int hosts, int tasks) {
        void print() throws IOException {
            heap().forEach(MemoryPoolMXBean::resetPeakUsage);
            Times best = measure();
            for (int i = 1; i < MEASURED; i++) {
                Times next = measure();
                best = next.all() < best.all() ? next : best;
            }
            long peak = heap().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.printf(
                    "| %d × %d | %.2f | %.2f | %.2f | %.2f | %.2f | %d |%n",
                    hosts,
                    tasks,
                    best.inventory(),
                    best.playbook(),
                    best.resolving(),
                    best.all(),
                    best.all() * 1e6 / ((double) hosts * tasks),
                    peak >> 20);
        }

        private static List<MemoryPoolMXBean> heap() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
        }

        Times measure() throws IOException {
            Path folder = Files.createTempDirectory("loading");
            Files.writeString(folder.resolve("hosts.yml"), inventory());
            Files.writeString(folder.resolve("site.yml"), playbook());
            Files.createDirectories(folder.resolve("group_vars"));
            Files.writeString(
                    folder.resolve("group_vars/web.yml"),
                    "port: 8080\nbase: /srv\nurl: \"http://{{ inventory_hostname }}:{{ port }}/\"\n");
            Files.writeString(folder.resolve("group_vars/all.yml"), "owner: root\nsizes: [1, 2, 3]\n");
            try {
                Problems problems = new Problems();
                long begin = SYSTEM.getProcessCpuTime();
                LoadedInventory inventory =
                        InventoryLoader.load(List.of("hosts.yml"), folder, Optional.of(folder), folder, problems);
                problems.throwIfAny();
                long loaded = SYSTEM.getProcessCpuTime();
                Program program = PlaybookLoader.load(
                        PlaybookRequest.of(folder.resolve("site.yml"), folder, inventory, ModuleIndex.installed()));
                long read = SYSTEM.getProcessCpuTime();
                Progress progress = Planner.step(program, World.EMPTY);
                long resolved = SYSTEM.getProcessCpuTime();
                if (progress.wants().size() < hosts || !progress.problems().isEmpty()) {
                    throw new AssertionError("not every host asks for something: " + progress.problems());
                }
                return new Times(seconds(begin, loaded), seconds(loaded, read), seconds(read, resolved));
            } finally {
                for (String name : List.of(
                        "group_vars/web.yml", "group_vars/all.yml", "group_vars", "hosts.yml", "site.yml", "")) {
                    Files.delete(folder.resolve(name));
                }
            }
        }

        private static double seconds(long begin, long end) {
            return (end - begin) / 1e9;
        }

        private String inventory() {
            StringBuilder yaml = new StringBuilder("web:\n  hosts:\n");
            for (int i = 0; i < hosts; i++) {
                yaml.append("    host%05d: { ansible_host: 10.%d.%d.%d, number: %d, rack: r%d }\n"
                        .formatted(i, i >> 16, (i >> 8) & 255, i & 255, i, i % 40));
            }
            for (int rack = 0; rack < 40; rack++) {
                yaml.append("rack%d:\n  hosts:\n".formatted(rack));
                for (int i = rack; i < hosts; i += 40) {
                    yaml.append("    host%05d:\n".formatted(i));
                }
            }
            return yaml.toString();
        }

        /** Five kinds of tasks in turn. */
        private String playbook() {
            StringBuilder yaml = new StringBuilder("- hosts: web\n  vars: { root: \"${base}/app\" }\n  tasks:\n");
            for (int i = 0; i < tasks; i++) {
                String task = switch (i % 5) {
                    case 0 ->
                        "    - file: { path: \"${root}/d%1$d\", state: directory, owner: \"${owner}\", mode: 0750 }\n";
                    case 1 -> "    - copy: { dest: \"${root}/f%1$d\", content: \"${url}%1$d\" }\n";
                    case 2 -> "    - lineinfile: { path: /etc/app%1$d.conf, line: \"number = ${number + %1$d}\" }\n";
                    case 3 ->
                        "    - file: { path: \"/srv/n%1$d\", state: absent }\n"
                                + "      when: group_names?seq_contains(\"rack1\") || number %% 2 == 0\n";
                    default ->
                        "    - copy: { dest: \"/srv/l%1$d-${item}\", content: \"${item * port}\" }\n"
                                + "      loop: \"${sizes}\"\n";
                };
                yaml.append(task.formatted(i));
            }
            return yaml.toString();
        }
    }
}
