package dev.plumbline.core.function;

import java.util.List;
import java.util.Optional;

/** What may be looked up where the engine runs. */
public interface ControlNode {

    /** A file's characters. Throws {@link FunctionException} where there is no such file, or where it may not be read. */
    String read(String name);

    /** Whether there is a file of this name that may be read. */
    boolean exists(String name);

    /** The names of the files that a pattern of one folder matches, in alphabetical order. */
    List<String> matching(String pattern);

    /** A variable of the environment. */
    Optional<String> environment(String name);
}
