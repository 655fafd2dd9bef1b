package dev.plumbline.core.inventory;

import java.nio.file.Path;
import java.util.List;

/** Runs a program that prints an inventory. */
@FunctionalInterface
public interface InventoryProgram {

    /** Refuses every program: where nothing that the project brings may be run. */
    InventoryProgram REFUSED = (program, arguments) -> {
        throw new Failure(
                "inventory.program.refused",
                "this inventory is a program, and none is run here",
                "Name an inventory that is a file, or run it without --untrusted.");
    };

    /**
     * What a program prints on its standard output.
     *
     * @param arguments {@code --list}, or {@code --host} and a host's name
     * @throws Failure where it fails, takes too long or prints too much
     */
    byte[] output(Path program, List<String> arguments) throws Failure, InterruptedException;

    /** A program gave no inventory: why, and what to do. */
    final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final String remedy;

        public Failure(String code, String message, String remedy) {
            super(message, null, false, false);
            this.code = code;
            this.remedy = remedy;
        }

        String code() {
            return code;
        }

        String remedy() {
            return remedy;
        }
    }
}
