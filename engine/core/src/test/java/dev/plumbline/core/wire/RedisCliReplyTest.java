package dev.plumbline.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisAnswer.Refused;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replies as redis-cli 6.0.16, 7.0.15, 8.0.2 and valkey-cli 8.1 print them, without a difference. */
class RedisCliReplyTest {

    private static RedisAnswer typed(String printed) {
        return RedisCliReply.parse(printed, false);
    }

    private static RedisAnswer plain(String printed) {
        return RedisCliReply.parse(printed, true);
    }

    private static Reply reply(Data data) {
        return new Reply(data);
    }

    @Test
    void typesAreToldApart() {
        assertThat(typed("OK\n")).isEqualTo(reply(Data.of("OK")));
        assertThat(typed("(integer) 7\n")).isEqualTo(reply(Data.of(7)));
        assertThat(typed("(integer) -1\n")).isEqualTo(reply(Data.of(-1)));
        assertThat(typed("\"(integer) 7\"\n")).isEqualTo(reply(Data.of("(integer) 7")));
        assertThat(typed("(nil)\n")).isEqualTo(reply(Data.NOTHING));
        assertThat(typed("\"\"\n")).isEqualTo(reply(Data.of("")));
        assertThat(typed("(empty array)\n")).isEqualTo(reply(Data.of(List.of())));
        assertThat(typed("(empty list or set)\n")).isEqualTo(reply(Data.of(List.of())));
        assertThat(typed("(error) NOAUTH Authentication required.\n"))
                .isEqualTo(new Refused("NOAUTH Authentication required."));
        assertThat(typed("\"(error) ERR no\"\n")).isEqualTo(reply(Data.of("(error) ERR no")));
    }

    @Test
    void escapesStandForBytes() {
        assertThat(typed("\"a\\nb\\x00\\\"\\xc3\\xbc\\\\n\\t\\r\\a\\b\"\n"))
                .isEqualTo(reply(Data.of("a\nb\0\"ü\\n\t\r\007\b")));
        assertThat(typed("\"\\xff\"\n")).isEqualTo(reply(Data.of("ÿ")));
    }

    @Test
    void arraysMayBeNestedAndTheirNumbersOfAnyWidth() {
        assertThat(typed("1) \"master\"\n2) (integer) 0\n3) (empty array)\n"))
                .isEqualTo(reply(Data.of(List.of(Data.of("master"), Data.of(0), Data.of(List.of())))));
        assertThat(typed("1) \"slave\"\n2) 1) 1) \"10.0.0.1\"\n      2) \"6379\"\n   2) 1) \"b\"\n3) \"x\"\n"))
                .isEqualTo(reply(Data.of(List.of(
                        Data.of("slave"),
                        Data.of(List.of(
                                Data.of(List.of(Data.of("10.0.0.1"), Data.of("6379"))),
                                Data.of(List.of(Data.of("b"))))),
                        Data.of("x")))));
        StringBuilder ten = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            ten.append("%2d) (integer) %d\n".formatted(i, i));
        }
        assertThat(typed(ten.toString()))
                .isEqualTo(reply(Data.of(java.util.stream.LongStream.rangeClosed(1, 10)
                        .mapToObj(Data::of)
                        .toList())));
    }

    @Test
    void whatIsPrintedAsItIsMayBeAnError() {
        assertThat(plain("# Server\r\nredis_version:7.0.15\r\n"))
                .isEqualTo(reply(Data.of("# Server\r\nredis_version:7.0.15\r\n")));
        assertThat(plain("ERR This instance has cluster support disabled\n"))
                .isEqualTo(new Refused("ERR This instance has cluster support disabled"));
        assertThat(plain("NOPERM this user has no permissions to run the 'info' command\n")
                        .failure())
                .hasValueSatisfying(error -> assertThat(error).startsWith("NOPERM "));
        assertThat(plain("\"id=3 addr=127.0.0.1\"\n")).isEqualTo(reply(Data.of("id=3 addr=127.0.0.1")));
        assertThat(plain("")).isEqualTo(reply(Data.of("")));
    }

    @Test
    void theTimeThatASlowReplyTookIsNoPartOfIt() {
        assertThat(typed("OK\n(0.60s)\n")).isEqualTo(reply(Data.of("OK")));
        assertThat(typed("1) \"a\"\n(12.03s)\n")).isEqualTo(reply(Data.of(List.of(Data.of("a")))));
        assertThat(plain("# CPU\r\nused:1\r\n(0.60s)\n")).isEqualTo(reply(Data.of("# CPU\r\nused:1\r\n")));
    }

    @Test
    void argumentsAreLiteralWhateverTheyHold() {
        assertThat(RedisCli.ask(
                        dev.plumbline.api.read.RedisServer.local(6379, java.util.Optional.empty()),
                        List.of(List.of(Text.of("GET"), Text.of("a \"'\\\n\0ü")))))
                .isEqualTo("printf %s '\"GET\" \"a \\x22'\\''\\x5c\\x0a\\x00\\xc3\\xbc\"\n\"\n\"\n'"
                        + " | plumb_redis 10 '127.0.0.1' 6379");
    }
}
