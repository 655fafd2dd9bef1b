package dev.plumbline.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Ctrl-C and SIGTERM. What the first does is said by the run; a second one ends the program at once. */
final class Signals {
    private static final AtomicReference<Optional<ExitCode>> RECEIVED = new AtomicReference<>(Optional.empty());
    private static final AtomicReference<Consumer<ExitCode>> FIRST = new AtomicReference<>(exit -> {});
    private static final AtomicBoolean HEARING = new AtomicBoolean();

    private Signals() {}

    /** From now on the first signal does this. */
    static void onFirst(Consumer<ExitCode> action) {
        FIRST.set(action);
        if (HEARING.compareAndSet(false, true)) {
            handle("INT", ExitCode.INTERRUPTED);
            handle("TERM", ExitCode.TERMINATED);
        }
    }

    /** The exit code of the first signal, if one came. */
    static Optional<ExitCode> received() {
        return RECEIVED.get();
    }

    private static void receive(ExitCode exit) {
        if (RECEIVED.getAndUpdate(before -> before.or(() -> Optional.of(exit))).isEmpty()) {
            FIRST.get().accept(exit);
        } else {
            System.err.println("abandoned: what was being done is not known; the next run looks at the hosts first");
            Runtime.getRuntime().halt(exit.code());
        }
    }

    /** By reflection: the class is the only means that Java has, and naming it is a warning that can't be turned off. */
    private static void handle(String name, ExitCode exit) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            receive(exit);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InstantiationException
                | InvocationTargetException e) {
            throw new IllegalStateException("this Java has no signals", e);
        }
    }
}
