package dev.plumbline.core.program;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task or a handler.
 *
 * @param state the module's value for one host, its arguments evaluated and decoded
 * @param when conditions, all of which must hold
 * @param loop the task is done once for each item
 * @param notifies names of handlers
 * @param tags its own, its blocks' and its play's, in the order in which they were given
 */
public record Task(
        Label label,
        Template<Desired<?>> state,
        Manner manner,
        List<Template<Boolean>> when,
        Optional<Loop> loop,
        Judgement judgement,
        Optional<String> register,
        List<String> notifies,
        List<String> tags)
        implements Node {

    public Task {
        when = List.copyOf(when);
        notifies = List.copyOf(notifies);
        tags = List.copyOf(tags);
    }

    /**
     * What it is called.
     *
     * @param id unique in its program and the same each time that the same playbook is loaded
     * @param name as given, else the module's name; a role's stands before it
     * @param module the module's name
     */
    public record Label(String id, String name, String module, Position at, Kind kind) {}

    /** Whom a task concerns. */
    public sealed interface Kind {

        /** A module: it reads hosts and may change them. */
        record OfModule() implements Kind {}

        /**
         * Sets variables of its host.
         *
         * @param names in the result's {@code ansible_facts}
         * @param weak whether they give way to what was registered
         */
        record Sets(List<String> names, boolean weak) implements Kind {
            public Sets {
                names = List.copyOf(names);
            }
        }

        /** Checks the arguments of a role; told only where they are wrong. */
        record Checks() implements Kind {}
    }

    /**
     * How it is done.
     *
     * @param as who does it
     * @param delegate the host at which it is read and done, where not its own
     * @param environment of the commands that it runs
     * @param runOnce whether the first host of the batch does it for all
     * @param throttle how many hosts may be at it at once; 0 for any number
     * @param noLog whether no output shows its values
     */
    public record Manner(
            Template<Identity> as,
            Optional<Template<HostName>> delegate,
            Optional<Template<Map<String, Text>>> environment,
            boolean runOnce,
            int throttle,
            boolean noLog) {

        public static Manner as(Template<Identity> identity) {
            return new Manner(identity, Optional.empty(), Optional.empty(), false, 0, false);
        }
    }

    /**
     * What the playbook makes of its result. Conditions of a list must hold all.
     *
     * @param changedWhen replaces the module's own word; empty for that
     * @param failedWhen replaces the module's own word; empty for that
     * @param until how often and how long it is tried again
     * @param ignoreErrors whether the host goes on after a failure
     */
    public record Judgement(
            List<Template<Boolean>> changedWhen,
            List<Template<Boolean>> failedWhen,
            Optional<Until> until,
            boolean ignoreErrors) {
        public static final Judgement OF_MODULE = new Judgement(List.of(), List.of(), Optional.empty(), false);

        public Judgement {
            changedWhen = List.copyOf(changedWhen);
            failedWhen = List.copyOf(failedWhen);
        }

        /** Whether anything but the module has a say. */
        public boolean decides() {
            return until.isPresent() || !failedWhen.isEmpty() || !changedWhen.isEmpty();
        }

        public static boolean holds(List<Template<Boolean>> conditions, Environment environment) {
            for (Template<Boolean> condition : conditions) {
                if (!condition.evaluate(environment)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether one doesn't hold, whatever those come to that can't be told yet. */
        public static boolean isFalse(List<Template<Boolean>> conditions, Environment environment) {
            return conditions.stream().anyMatch(condition -> {
                try {
                    return !condition.evaluate(environment);
                } catch (NotYetKnown | EvaluationException e) {
                    return false;
                }
            });
        }
    }

    /**
     * Tried again until the conditions hold.
     *
     * @param conditions evaluated with the registered result in place
     * @param retries how many times after the first attempt
     * @param delay between two attempts
     */
    public record Until(List<Template<Boolean>> conditions, int retries, Duration delay) {
        public Until {
            conditions = List.copyOf(conditions);
        }

        /** Tried until one condition holds. */
        public Until(Template<Boolean> condition, int retries, Duration delay) {
            this(List.of(condition), retries, delay);
        }

        public boolean holds(Environment environment) {
            return Judgement.holds(conditions, environment);
        }
    }

    @Override
    public Position at() {
        return label.at();
    }

    public String id() {
        return label.id();
    }

    public String name() {
        return label.name();
    }

    public String module() {
        return label.module();
    }

    public Template<Identity> as() {
        return manner.as();
    }

    public Optional<Until> until() {
        return judgement.until();
    }

    public boolean ignoreErrors() {
        return judgement.ignoreErrors();
    }

    public boolean isOfModule() {
        return label.kind() instanceof Kind.OfModule;
    }

    public Task notifying(List<String> handlers) {
        return new Task(label, state, manner, when, loop, judgement, register, handlers, tags);
    }
}
