package dev.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks the person at the terminal. */
final class Prompt {
    private static final int MOST_CHARACTERS = 4096;

    private final Surroundings surroundings;

    Prompt(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Whether somebody is there to answer. */
    boolean isPossible() {
        return surroundings.terminals().in() && surroundings.terminals().err();
    }

    /** Whether the answer is yes; anything else, also nothing, is no. */
    boolean confirm(String question) {
        surroundings.err().print(question + " [y/N] ");
        surroundings.err().flush();
        char[] answer = line();
        String word = new String(answer).strip();
        return word.equalsIgnoreCase("y") || word.equalsIgnoreCase("yes");
    }

    /** A password: without echo on a terminal, else one line of standard input. The caller overwrites it. */
    char[] password(String name) {
        if (!isPossible()) {
            return line();
        }
        surroundings.err().print(name + ": ");
        surroundings.err().flush();
        return withoutEcho();
    }

    /** By stty, since Java's console needs standard output to be a terminal too, and a report may go to a file. */
    private char[] withoutEcho() {
        stty("-echo");
        try {
            return line();
        } finally {
            stty("echo");
            surroundings.err().println();
        }
    }

    private static void stty(String mode) {
        try {
            new ProcessBuilder("stty", mode)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.WRONG,
                    "prompt.echo",
                    "the terminal's echo can't be turned off: " + e.getMessage(),
                    "give the password on standard input or by PLUMB_BECOME_PASS");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Byte by byte, so that nothing behind the line is taken away. */
    private char[] line() {
        InputStream in = surroundings.in();
        byte[] bytes = new byte[MOST_CHARACTERS];
        int length = 0;
        try {
            for (int next = in.read(); next >= 0 && next != '\n' && length < bytes.length; next = in.read()) {
                bytes[length++] = (byte) next;
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.WRONG, "prompt.input", "standard input can't be read: " + e.getMessage(), "try again");
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        char[] characters = new String(bytes, 0, length, StandardCharsets.UTF_8).toCharArray();
        Arrays.fill(bytes, (byte) 0);
        return characters;
    }
}
