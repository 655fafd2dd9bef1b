package dev.plumbline.core.function;

/**
 * A parameter of a function; arguments are told by their place.
 *
 * @param standard what counts where it is left out, as shown to people; empty for a required one
 * @param mayBeMissing whether the argument may be undefined or nothing
 */
public record Parameter(String name, Type type, Presence presence, String standard, boolean mayBeMissing) {

    /** How often an argument is given. */
    public enum Presence {
        REQUIRED,
        OPTIONAL,
        /** Any number of times, at the end. */
        REPEATED
    }

    /** As it stands in a signature. */
    public String shown() {
        return switch (presence) {
            case REQUIRED -> name;
            case OPTIONAL -> name + "=" + standard;
            case REPEATED -> name + "…";
        };
    }
}
