package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was known of a unit is no longer known once its file changes. */
class UnitFilesTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/etc/systemd/system/web.service,       web.service web",
                "/etc/systemd/system/web.service.d/x.conf, web.service web",
                "/usr/lib/systemd/system/web.timer,     web.timer",
                "/run/systemd/system/web@.service,      web@.service web@",
                "/etc/systemd/system.conf,              ''",
                "/etc/systemd/system/a.wants/b.service, ''",
                "/srv/web.service,                      ''"
            })
    void aUnitFileMakesItsUnitUnknown(String path, String units) {
        List<Action> actions = List.of(
                new Action.WriteFile(
                        new AbsolutePath(path),
                        Optional.empty(),
                        new Content.Inline(Bytes.utf8("x")),
                        new FileMode(0644),
                        "root",
                        "root",
                        Optional.empty()),
                new Action.MakeLink(new AbsolutePath(path), new FileState.Missing(), "/dev/null"),
                new Action.Remove(
                        new AbsolutePath(path), new FileState.Regular(new FileMode(0644), "root", "root", 1)));

        for (Action action : actions) {
            List<String> forgotten = action.effects().stream()
                    .filter(effect -> effect instanceof Effect.Forgets(Scope.Unit unit))
                    .map(effect -> ((Scope.Unit) ((Effect.Forgets) effect).scope()).name())
                    .toList();
            assertThat(String.join(" ", forgotten)).as(action.summary()).isEqualTo(units);
        }
    }
}
