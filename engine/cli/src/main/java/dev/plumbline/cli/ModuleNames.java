package dev.plumbline.cli;

import dev.plumbline.core.playbook.ModuleIndex;
import java.util.Iterator;

/** The modules that come with this program, for completion in shells. */
final class ModuleNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return ModuleIndex.installed().names().iterator();
    }
}
