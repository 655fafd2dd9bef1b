package dev.plumbline.testkit;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.Bytes;
import java.util.Optional;
import java.util.Set;

/** Answers reads as a host does. */
final class SimulatedReads {
    private final InMemoryHost host;
    private final Account account;

    SimulatedReads(InMemoryHost host, Account account) {
        this.host = host;
        this.account = account;
    }

    Known<?> answer(Read<?> read) {
        return switch (read) {
            case Read.FileStatus(var path) -> seen(host.files().state(path));
            case Read.FileHash(var path) ->
                seen(host.files()
                        .following(path)
                        .filter(SimulatedReads::isRegular)
                        .map(inode -> inode.content().sha256()));
            case Read.FileContent(var path) -> {
                Optional<Bytes> content = host.files()
                        .following(path)
                        .filter(SimulatedReads::isRegular)
                        .map(Inode::content);
                yield content.isPresent() && content.get().length() > Read.FileContent.LIMIT
                        ? new Known.Unreadable<>(path + " is larger than " + Read.FileContent.LIMIT + " bytes")
                        : seen(content);
            }
            case Read.FileModified(var path) ->
                seen(host.files()
                        .following(path)
                        .filter(SimulatedReads::isRegular)
                        .map(Inode::modified));
            case Read.UnitStatus(String name) ->
                seen(host.findUnit(name)
                        .map(unit -> unit.state(InMemoryHost.unitName(name)))
                        .orElse(UnitState.notFound()));
            case Read.UnitStarted(String name) -> seen(host.findUnit(name).flatMap(SimulatedUnit::started));
            case Read.PackageVersion(String name) ->
                seen(Optional.ofNullable(host.packages().get(name)));
            case Read.CommandOutput(var arguments, var directory, var environment) ->
                seen(host.program(arguments.getFirst())
                        .map(program -> program.run(new SimulatedProgram.Call(
                                host,
                                arguments.subList(1, arguments.size()),
                                Bytes.EMPTY,
                                environment,
                                Optional.empty())))
                        .orElseGet(() -> notFound(arguments.getFirst())));
            case Read.Facts(FactSubset subset) ->
                host.facts(subset)
                        .<Known<?>>map(SimulatedReads::seen)
                        .orElseGet(() -> new Known.Unreadable<>("it has neither the files nor the programs that tell"));
            case Read.Self() -> seen(account);
            case Read.TcpReach(String address, int port, var timeout) -> seen(host.reachability(address, port));
            case Read.RedisQuery(var server, var command) -> {
                host.tunnelled();
                yield seen(host.redis().query(server, command));
            }
            case Read.Owed() -> seen(Set.copyOf(host.debts()));
            case Read.LeftBy left -> seen(left.absent());
        };
    }

    static CommandResult notFound(String program) {
        return new CommandResult(127, Bytes.EMPTY, Bytes.utf8(program + ": not found\n"));
    }

    private static boolean isRegular(Inode inode) {
        return inode.kind == Inode.Kind.REGULAR;
    }

    private static <T> Known<T> seen(T value) {
        return new Known.Seen<>(value);
    }
}
