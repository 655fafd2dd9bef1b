package dev.plumbline.ssh.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternListTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        web        | web            | true
        web        | we             | false
        web        | webs           | false
        *          | anything       | true
        w*b        | wb             | true
        w*b        | wxyzb          | true
        w*b*c      | wbbbc          | true
        w*b*c      | wbbb           | false
        w?b        | wab            | true
        w?b        | wb             | false
        a,b,c      | b              | true
        *,!b       | b              | false
        !b,*       | b              | false
        !b         | a              | false
        *.a.org    | x.a.org        | true
        *.a.org    | a.org          | false
        [10.0.*]:* | [10.0.1.2]:222 | true
        """)
    void matches(String list, String text, boolean expected) {
        assertThat(PatternList.parse(list).matches(text)).isEqualTo(expected);
    }

    @Test
    void hostsMatchInAnyCase() {
        assertThat(PatternList.parse("Web*").matchesHost("wEB1")).isTrue();
    }

    @Test
    void longPatternsEnd() {
        String text = "a".repeat(20_000);
        assertThat(PatternList.parse("*a".repeat(200) + "*b").matches(text)).isFalse();
    }
}
