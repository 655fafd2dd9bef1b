package dev.plumbline.ssh;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that another process or thread does. */
final class Await {

    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within 30 s");
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private Await() {}
}
