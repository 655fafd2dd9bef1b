package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.journal.Intentions;
import dev.plumbline.core.journal.Journal;
import dev.plumbline.core.journal.JournalException;
import dev.plumbline.core.journal.Journals;
import dev.plumbline.core.journal.RunHeader;
import dev.plumbline.core.plan.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The journal of a run that may never change anything: its file is made when it is first needed. */
final class RunJournal implements Intentions, AutoCloseable {
    private final Journals journals;
    private final RunHeader header;
    private Optional<Journal> journal = Optional.empty();

    RunJournal(Journals journals, RunHeader header) {
        this.journals = journals;
        this.header = header;
    }

    private synchronized Journal opened() throws JournalException {
        if (journal.isEmpty()) {
            journal = Optional.of(journals.begin(header));
        }
        return journal.get();
    }

    @Override
    public void begin(HostName host, List<Step> about) throws IOException {
        opened().begin(host, about);
    }

    @Override
    public synchronized void end(Step step, StepOutcome outcome) {
        journal.ifPresent(written -> written.end(step, outcome));
    }

    /** A run that changed nothing and can't be written down is no fault. */
    void finish(ExitCode exit, int changes) {
        try {
            opened().finish(exit.code(), changes);
        } catch (JournalException e) {
            // What was to be changed was refused for it, and said.
            close();
        }
    }

    @Override
    public synchronized void close() {
        journal.ifPresent(Journal::close);
        journal = Optional.empty();
    }
}
