package dev.plumbline.core.run;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.plan.Fault;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks hosts what they say of themselves, side by side and in one round trip each. */
public final class FactsLook {

    private FactsLook() {}

    /**
     * What came of a host.
     *
     * @param facts by subset; empty where the host could not be reached
     */
    public record Seen(Map<FactSubset, Known<Data.Mapping>> facts, Optional<Fault> unreachable) {}

    /** In the order of {@code hosts}. */
    public static Map<HostName, Seen> at(Fleet fleet, List<HostName> hosts, Set<FactSubset> subsets)
            throws InterruptedException {
        Map<HostName, CompletableFuture<Seen>> asked = new LinkedHashMap<>();
        for (HostName host : hosts) {
            CompletableFuture<Seen> answer = new CompletableFuture<>();
            asked.put(host, answer);
            fleet.submit(
                    host,
                    link -> answer.complete(ask(link, subsets)),
                    cause -> answer.complete(new Seen(
                            Map.of(),
                            Optional.of(new Fault(cause.code(), String.valueOf(cause.getMessage()), cause.remedy())))),
                    answer::completeExceptionally);
        }
        Map<HostName, Seen> seen = new LinkedHashMap<>();
        for (var host : asked.entrySet()) {
            try {
                seen.put(host.getKey(), host.getValue().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("asking " + host.getKey() + " broke", e.getCause());
            }
        }
        return seen;
    }

    @SuppressWarnings("unchecked") // an answer is of its read's type
    private static Seen ask(Link link, Set<FactSubset> subsets) throws ConnectionException {
        Set<Read<?>> reads = new HashSet<>();
        subsets.forEach(subset -> reads.add(new Read.Facts(subset)));
        Answers answers = link.session().exchange(Exchange.reading(new Identity.Login(), reads));
        Map<FactSubset, Known<Data.Mapping>> facts = new EnumMap<>(FactSubset.class);
        for (FactSubset subset : subsets) {
            facts.put(subset, (Known<Data.Mapping>) answers.answers().get(new Read.Facts(subset)));
        }
        return new Seen(facts, answers.lost().map(lost -> new Fault(lost.code(), lost.message(), lost.remedy())));
    }
}
