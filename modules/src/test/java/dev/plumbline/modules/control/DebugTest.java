package dev.plumbline.modules.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.StartingState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DebugTest extends IdempotenceTest {
    private static final Map<String, Data> MESSAGES = Map.of(
            "text", Data.of("hello"),
            "secret", Data.of(Text.secret("s3cret")),
            "number", Data.of(7),
            "nothing", Data.NOTHING,
            "mapping", Data.of(Map.of("a", Data.of(List.of(Data.of(true))))));
    private static final Map<String, Consumer<InMemoryHost>> HOSTS = Map.of(
            "fresh host", host -> {},
            "host with files", host -> host.file("/etc/motd", "x"),
            "host with a failed unit", host -> host.unit("a").failed(),
            "full host", host -> host.faults().diskFull());

    @Override
    protected Stream<StartingState> states() {
        return MESSAGES.entrySet().stream()
                .flatMap(message -> HOSTS.entrySet().stream()
                        .map(host -> StartingState.of(
                                        message.getKey() + " on a " + host.getKey(),
                                        host.getValue(),
                                        new Debug(message.getValue()))
                                .inSync()));
    }

    @Test
    void whatIsSaidIsRegisteredAsItIs() {
        assertThat(new Debug(Data.of(7)).result("").get("msg")).contains(Data.of(7));
        assertThat(new Debug(Data.of(Text.secret("s3cret"))).toString()).doesNotContain("s3cret");
    }
}
