package dev.plumbline.core.module;

import java.nio.file.Path;

/** Where a module comes from. */
public sealed interface ModuleOrigin {

    /** Comes with this program. */
    record Shipped() implements ModuleOrigin {
        @Override
        public String toString() {
            return "plumb itself";
        }
    }

    /** A jar that the settings name: code of the project's that runs here. */
    record Jar(Path path) implements ModuleOrigin {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** One file of YAML: shell of the project's that runs on hosts, also to plan. */
    record File(Path path) implements ModuleOrigin {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
