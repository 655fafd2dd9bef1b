package dev.plumbline.modules.pkg;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.pkg.PackageState.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps packages installed, or keeps them away, by the host's own package manager. Installed packages are not upgraded.
 *
 * @param name the packages
 * @param state whether they shall be installed
 * @param updateCache whether the package manager fetches its index before it installs; it does so only when there is something to install
 * @param purge whether configuration goes too, with {@code state: absent}
 */
@Module(
        value = "package",
        examples = {"""
            package:
              name: redis-server
              update_cache: true
            """, """
                package:
                  name: [telnetd, rsh-server]
                  state: absent
                """})
@Returns(name = "versions", about = "the installed version of each package, by name; null where it isn't installed")
public record PackageState(
        List<String> name,
        @Default("present") State state,
        @Default("no") boolean updateCache,
        @Default("no") boolean purge)
        implements Desired<List<Seen>> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._:-]*");

    /** Whether packages shall be installed. */
    public enum State {
        PRESENT,
        ABSENT
    }

    /** A package and its installed version. */
    record Seen(String name, Optional<String> version) {}

    public PackageState {
        name = List.copyOf(name);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'name' must name a package");
        }
        for (String each : name) {
            if (!NAME.matcher(each).matches()) {
                throw new IllegalArgumentException("'" + each + "' is not a package's name");
            }
        }
        if (purge && state == State.PRESENT) {
            throw new IllegalArgumentException("'purge' is for state: absent");
        }
        if (updateCache && state == State.ABSENT) {
            throw new IllegalArgumentException("'update_cache' is for state: present");
        }
    }

    @Override
    public Probe<List<Seen>> probe() {
        return Probe.all(name.stream()
                .distinct()
                .map(each -> Probe.of(new Read.PackageVersion(each)).map(version -> new Seen(each, version)))
                .toList());
    }

    @Override
    public List<Delta> diff(List<Seen> seen) {
        List<Seen> wrong = seen.stream()
                .filter(each -> each.version.isPresent() != (state == State.PRESENT))
                .toList();
        if (wrong.isEmpty()) {
            return List.of();
        }
        List<Difference> differences = new ArrayList<>();
        wrong.forEach(each -> differences.add(new Difference(
                each.name,
                Optional.of(Text.of(each.version.orElse("absent"))),
                Optional.of(Text.of(state == State.PRESENT ? "present" : "absent")))));
        List<String> names = wrong.stream().map(Seen::name).toList();
        return List.of(Delta.Change.of(
                differences,
                state == State.PRESENT
                        ? new Action.InstallPackages(names, updateCache)
                        : new Action.RemovePackages(names, purge)));
    }

    @Override
    public Data.Mapping result(List<Seen> seen) {
        Data.Builder versions = Data.mapping();
        seen.forEach(each -> versions.put(each.name, each.version.map(Data::of).orElse(Data.NOTHING)));
        return Data.mapping().put("versions", versions.build()).build();
    }
}
