package dev.plumbline.core.program;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.exchange.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A task or a handler.
 *
 * @param id unique in its program and the same each time that the same playbook is loaded: file, line and position in the play
 * @param name as given; else the module's name
 * @param module the module's name
 * @param state the module's value for one host, its arguments evaluated and decoded
 * @param as who does it
 * @param when conditions, all of which must hold
 * @param loop the items; the task is done once for each
 * @param loopVariable the name that holds the item
 * @param register where the result is kept
 * @param until how often and how long it is tried again
 * @param notifies names of handlers
 * @param changedWhen replaces the module's own word
 * @param failedWhen replaces the module's own word
 * @param ignoreErrors whether the host goes on after a failure
 * @param tags its own, its blocks' and its play's, in the order in which they were given
 */
public record Task(
        String id,
        String name,
        String module,
        Position at,
        Template<Desired<?>> state,
        Template<Identity> as,
        List<Template<Boolean>> when,
        Optional<Template<List<Data>>> loop,
        String loopVariable,
        Optional<String> register,
        Optional<Until> until,
        List<String> notifies,
        Optional<Template<Boolean>> changedWhen,
        Optional<Template<Boolean>> failedWhen,
        boolean ignoreErrors,
        List<String> tags)
        implements Node {

    public Task {
        when = List.copyOf(when);
        notifies = List.copyOf(notifies);
        tags = List.copyOf(tags);
    }

    /** A task without tags. */
    public Task(
            String id,
            String name,
            String module,
            Position at,
            Template<Desired<?>> state,
            Template<Identity> as,
            List<Template<Boolean>> when,
            Optional<Template<List<Data>>> loop,
            String loopVariable,
            Optional<String> register,
            Optional<Until> until,
            List<String> notifies,
            Optional<Template<Boolean>> changedWhen,
            Optional<Template<Boolean>> failedWhen,
            boolean ignoreErrors) {
        this(
                id,
                name,
                module,
                at,
                state,
                as,
                when,
                loop,
                loopVariable,
                register,
                until,
                notifies,
                changedWhen,
                failedWhen,
                ignoreErrors,
                List.of());
    }

    /**
     * Tried again until the condition holds.
     *
     * @param condition evaluated with the registered result in place
     * @param retries how many times after the first attempt
     * @param delay between two attempts
     */
    public record Until(Template<Boolean> condition, int retries, Duration delay) {}
}
