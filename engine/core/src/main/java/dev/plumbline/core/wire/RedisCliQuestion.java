package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is asked of one Redis server by the host's own client. */
final class RedisCliQuestion implements Question {
    private final List<RedisQuery> queries;
    private int section;

    /** Asks queries that are all for the same server. */
    RedisCliQuestion(List<RedisQuery> queries) {
        this.queries = List.copyOf(queries);
    }

    @Override
    public void write(Script.Writer script) {
        section = script.read(RedisCli.ask(queries.getFirst().server(), commands()), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        Section said = transcript.section(section);
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        if (!said.ended() || said.lost() > 0) {
            queries.forEach(query -> answers.put(query, new Unreadable<RedisAnswer>(Marks.reason(said))));
            return answers;
        }
        List<RedisAnswer> all = RedisCli.answers(queries.getFirst().server(), commands(), said);
        for (int i = 0; i < queries.size(); i++) {
            answers.put(queries.get(i), new Seen<>(all.get(i)));
        }
        return answers;
    }

    private List<List<Text>> commands() {
        return queries.stream()
                .map(query -> query.command().stream().map(Text::of).toList())
                .toList();
    }
}
