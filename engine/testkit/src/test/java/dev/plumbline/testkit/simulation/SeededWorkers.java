package dev.plumbline.testkit.simulation;

import dev.plumbline.core.run.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Works one by one in the caller's thread, in an order that a seed decides: of all that could come next, any may. */
final class SeededWorkers implements Workers {
    private final RandomGenerator random;
    private final List<Runnable> pending = new ArrayList<>();

    SeededWorkers(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void execute(Runnable work) {
        pending.add(work);
    }

    @Override
    public void idle() {
        if (!pending.isEmpty()) {
            pending.remove(random.nextInt(pending.size())).run();
        }
    }

    @Override
    public void close() {
        pending.clear();
    }
}
