package dev.plumbline.api.action;

import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.AbsolutePath;
import java.util.List;

/** The files from which systemd makes its units: whoever changes one changes what systemd says of the unit (systemd.unit(5)). */
final class UnitFiles {
    private static final List<AbsolutePath> FOLDERS = List.of(
            new AbsolutePath("/etc/systemd/system"),
            new AbsolutePath("/run/systemd/system"),
            new AbsolutePath("/usr/local/lib/systemd/system"),
            new AbsolutePath("/usr/lib/systemd/system"),
            new AbsolutePath("/lib/systemd/system"));
    private static final String DROP_INS = ".d";
    private static final String SERVICE = ".service";

    private UnitFiles() {}

    /** What is no longer known of a unit once its file, or one that adds to it, is written or removed. */
    static List<Effect> forgotten(AbsolutePath path) {
        AbsolutePath unit = path.parent().name().endsWith(DROP_INS) ? path.parent() : path;
        if (!FOLDERS.contains(unit.parent())) {
            return List.of();
        }
        String name = unit.equals(path) ? path.name() : withoutEnd(unit.name(), DROP_INS);
        Effect byName = new Effect.Forgets(new Scope.Unit(name));
        return name.endsWith(SERVICE)
                ? List.of(byName, new Effect.Forgets(new Scope.Unit(withoutEnd(name, SERVICE))))
                : List.of(byName);
    }

    private static String withoutEnd(String name, String end) {
        return name.substring(0, name.length() - end.length());
    }
}
