package dev.plumbline.core.module;

import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.program.Position;
import java.nio.file.Path;

/**
 * A jar of modules that the project's settings name.
 *
 * @param path absolute
 * @param sha256 what its bytes must have
 * @param at where the settings name it
 */
public record ModuleJar(Path path, Sha256 sha256, Position at) {

    @Override
    public String toString() {
        return path.toString();
    }
}
