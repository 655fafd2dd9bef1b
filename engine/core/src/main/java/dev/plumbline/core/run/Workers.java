package dev.plumbline.core.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who does the work with hosts, several at the same time. */
public interface Workers extends AutoCloseable {

    /** Begins something, and does not wait for it. */
    void execute(Runnable work);

    /** Called by a run that has nothing to do until some work ends. */
    void idle();

    @Override
    void close();

    /** A virtual thread for each work. */
    static Workers threads() {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        return new Workers() {
            @Override
            public void execute(Runnable work) {
                threads.execute(work);
            }

            @Override
            public void idle() {}

            @Override
            public void close() {
                threads.shutdownNow();
            }
        };
    }
}
