package loginnote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.StartingState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The harness plans and applies from each state, and proves that a second run changes nothing. */
class LoginNoteTest extends IdempotenceTest {
    private static final String PATH = "/etc/motd";

    @Override
    protected Stream<StartingState> states() {
        Map<String, Consumer<InMemoryHost>> hosts = new LinkedHashMap<>();
        hosts.put("nothing", host -> {});
        hosts.put("an empty file", host -> host.file(PATH, ""));
        hosts.put("another note", host -> host.file(PATH, "Welcome!\n"));
        hosts.put("no line end", host -> host.file(PATH, "hello"));
        hosts.put("a private file", host -> host.file(PATH, "x\n", "0600", "deploy", "staff"));
        Stream<StartingState> changed = hosts.entrySet().stream()
                .flatMap(found -> Stream.of("hello", "two\nlines", "", "$(id) `id` 'ü'")
                        .map(text -> note(found.getKey() + ", wants '" + text + "'", found.getValue(), text)
                                .changes("text")
                                .then(host ->
                                        assertThat(host.content(PATH).utf8()).contains(text + "\n"))));
        Stream<StartingState> others = Stream.of(
                note("as it should be", host -> host.file(PATH, "hello\n"), "hello")
                        .inSync(),
                note("a directory", host -> host.directory(PATH), "hello").violates("login_note.no_file"),
                StartingState.of("elsewhere", host -> {}, new LoginNote("hello", new AbsolutePath("/etc/issue"))));
        return Stream.concat(changed, others);
    }

    private static StartingState note(String name, Consumer<InMemoryHost> host, String text) {
        return StartingState.of(name, host, new LoginNote(text, new AbsolutePath(PATH)));
    }
}
