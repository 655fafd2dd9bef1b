package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same playbook on each supported release, layout and way to become root. */
class ReleasesTest {
    private static final String PASSWORD = "Sid@123";
    private static final List<String> DEBIAN_11 = List.of("--debian", "11");
    private static final List<String> DEBIAN_12 = List.of("--debian", "12");
    private static final List<String> DEBIAN_13 = List.of("--debian", "13");
    private static final List<String> RHEL_LAYOUT = List.of("--debian", "12", "--rhel-layout");

    static Stream<Arguments> eachOnce() {
        return Stream.of(
                Arguments.of(DEBIAN_11, "root"),
                Arguments.of(DEBIAN_12, "operator"),
                Arguments.of(DEBIAN_13, "deploy"),
                Arguments.of(RHEL_LAYOUT, "root"));
    }

    static Stream<Arguments> allOthers() {
        return Stream.of(DEBIAN_11, DEBIAN_12, DEBIAN_13, RHEL_LAYOUT)
                .flatMap(release -> Stream.of("root", "deploy", "operator").map(user -> Arguments.of(release, user)))
                .filter(pair -> eachOnce().noneMatch(one -> List.of(one.get()).equals(List.of(pair.get()))));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("eachOnce")
    void convergesAndStays(List<String> release, String user) {
        try (Lab lab = Lab.up(ReleasesTest.class, release.toArray(String[]::new))) {
            Host master = lab.host("redis1");
            Host replica = lab.host("redis2");
            RedisPair pair = new RedisPair(master, replica).syncsAtOnce();
            Plumb plumb =
                    Project.of(ReleasesTest.class, lab, user, master, replica).plumb();
            if (user.equals("operator")) {
                plumb = plumb.withEnvironment("PLUMB_BECOME_PASS", "lab-operator");
            }
            plumb.apply().exits(0);
            pair.replicatesWith(PASSWORD);
            pair.admitsOnly(PASSWORD);
            List<String> before = traces(master, replica);
            plumb.apply().exits(0).hasNoChanges();
            assertThat(traces(master, replica)).isEqualTo(before);
            plumb.drift().exits(0);
        }
    }

    @Tag("full")
    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("allOthers")
    void convergesAndStaysInEveryOtherCombination(List<String> release, String user) {
        convergesAndStays(release, user);
    }

    private static List<String> traces(Host... hosts) {
        List<String> traces = new ArrayList<>();
        for (Host host : hosts) {
            traces.add(host.redisPid());
            traces.add(host.identity(host.redisConf()));
        }
        return traces;
    }
}
