package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords with characters that mean something to YAML, templates, redis.conf or a shell arrive as they were written. */
class PasswordTest {
    private static Lab lab;
    private static RedisPair pair;
    private static Project project;
    private static String former = "";

    @BeforeAll
    static void boot() {
        lab = Lab.up(PasswordTest.class);
        pair = new RedisPair(lab.host("redis1"), lab.host("redis2"));
        pair.syncsAtOnce();
        project = Project.of(PasswordTest.class, lab, pair.master(), pair.replica());
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sid@123",
                "double\"quote",
                "single'quote",
                "with space",
                "#hash#mark",
                "back\\slash\\n",
                "$dollar$HOME",
                "{brace}${7*7}#{8}",
                "übergrößer",
                "all\"' #\\${ü}"
            })
    void thePasswordBecomesThatOfBoth(String password) {
        project.withPassword(password);
        Run applied = project.plumb().apply().exits(0);
        assertThat(applied.text()).doesNotContain(password);
        pair.admitsOnly(password);
        pair.replicatesWith(password);
        if (!former.isEmpty()) {
            pair.refuses(former);
        }
        former = password;
        project.plumb().apply().exits(0).hasNoChanges();
    }
}
