package dev.plumbline.core.project;

import dev.plumbline.core.program.Position;

/** The place that set a value, the strongest first. */
public sealed interface Origin {

    /** An option of the command line, such as {@code --forks}. */
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An environment variable, such as {@code PLUMB_FORKS}. */
    record EnvironmentVariable(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The project's {@code plumb.yml}. */
    record ProjectFile(Position at) implements Origin {
        @Override
        public String toString() {
            return at.toString();
        }
    }

    /** Nothing set it. */
    record Default() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }
}
