package dev.plumbline.core.module;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.program.Position;

/**
 * A module that a project brings.
 *
 * @param at what to correct where something is wrong with it
 */
public record FoundModule(ModuleType type, ModuleOrigin origin, Position at) {}
