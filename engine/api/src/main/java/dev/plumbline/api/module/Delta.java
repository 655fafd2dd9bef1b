package dev.plumbline.api.module;

import dev.plumbline.api.action.Action;
import java.util.List;

/** What a module found to be unlike what is desired, and what would mend it. */
public sealed interface Delta {

    /**
     * Mended by an action, now.
     *
     * @param once an action whose need can't be seen afterwards, such as a restart that was asked for: done one time in a run and never
     *     counted as drift
     */
    record Change(List<Difference> differences, Action action, boolean once) implements Delta {
        public Change {
            differences = List.copyOf(differences);
        }

        public static Change of(List<Difference> differences, Action action) {
            return new Change(differences, action, false);
        }

        public static Change of(Difference difference, Action action) {
            return of(List.of(difference), action);
        }
    }

    /**
     * Mended only by what the task notifies, such as a restart that loads what the file says already. The engine owes the task's
     * handlers; where it names none, this is a violation.
     */
    record Stale(List<Difference> differences) implements Delta {
        public Stale {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Nobody here can mend it.
     *
     * @param code stable, as in {@code redis.wrongpass}
     * @param message what is wrong, without secrets
     * @param remedy what the user can do
     */
    record Violation(String code, String message, String remedy, List<Difference> differences) implements Delta {
        public Violation {
            differences = List.copyOf(differences);
        }

        public static Violation of(String code, String message, String remedy) {
            return new Violation(code, message, remedy, List.of());
        }
    }

    /** A test that is done on apply only and leaves nothing behind; never a difference and never counted. */
    record Proof(Action action) implements Delta {}
}
