package dev.plumbline.testkit;

import java.util.function.Consumer;

/**
 * A package that an {@link InMemoryHost} can install.
 *
 * @param onInstall puts its files and units on the host
 * @param onRemove takes them away
 */
public record SimulatedPackage(
        String name, String version, Consumer<InMemoryHost> onInstall, Consumer<InMemoryHost> onRemove) {

    /** A package that brings nothing but its name. */
    public static SimulatedPackage of(String name, String version) {
        return new SimulatedPackage(name, version, host -> {}, host -> {});
    }
}
