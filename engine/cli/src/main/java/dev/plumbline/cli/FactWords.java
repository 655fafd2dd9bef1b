package dev.plumbline.cli;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.core.fact.FactName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of facts and of their subsets, for completion and for hints. */
final class FactWords implements Iterable<String> {

    List<String> all() {
        Set<String> words = new LinkedHashSet<>(FactName.names());
        Arrays.stream(FactSubset.values()).map(FactSubset::word).forEach(words::add);
        return new ArrayList<>(words);
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}
