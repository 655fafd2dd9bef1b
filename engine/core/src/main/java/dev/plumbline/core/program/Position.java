package dev.plumbline.core.program;

/** A place in a file: line and column count from 1. {@code file} is shown to people, relative to the project. */
public record Position(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    /** {@code redis.yml:14}. */
    public String fileAndLine() {
        return file + ":" + line;
    }
}
