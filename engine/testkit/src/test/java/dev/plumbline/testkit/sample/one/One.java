package dev.plumbline.testkit.sample.one;

import dev.plumbline.testkit.sample.two.Two;
import java.nio.file.Path;
import java.time.Instant;
import org.yaml.snakeyaml.LoaderOptions;

/** Breaks each rule. */
@SuppressWarnings({"SystemOut", "JavaTimeDefaultTimeZone", "InstantNow"})
public final class One {
    private final Two two = new Two(this);

    public Two two() {
        return two;
    }

    public Path path() {
        return Path.of("/");
    }

    public Instant now() {
        return Instant.now();
    }

    public LoaderOptions options() {
        return new LoaderOptions();
    }

    public void say() {
        System.out.println("hello");
    }
}
