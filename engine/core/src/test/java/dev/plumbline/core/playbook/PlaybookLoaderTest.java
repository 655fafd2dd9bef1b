package dev.plumbline.core.playbook;

import static dev.plumbline.core.playbook.Playbooks.arguments;
import static dev.plumbline.core.playbook.Playbooks.on;
import static dev.plumbline.core.playbook.Playbooks.task;
import static dev.plumbline.core.playbook.Playbooks.tasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.expression.SomeHosts;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookLoaderTest {
    @TempDir
    Path folder;

    private Playbooks playbooks;

    @BeforeEach
    void fresh() {
        playbooks = new Playbooks(folder);
    }

    @Test
    void loadsAWholePlaybook() {
        Program program = playbooks.load("""
            - name: Web
              hosts: web
              become: true
              vars: { master: "${groups.redis_master[0]}" }
              tasks:
                - name: Configuration
                  copy: { dest: /etc/x, content: "port ${port}, master ${master} at ${hostvars[master].ansible_host}" }
                  notify: restart
                  register: conf
                  tags: [a, b]
                - copy: { dest: /etc/y }
                  when: group_names?seq_contains("redis_replica")
                  notify: [restart]
                - meta: flush_handlers
                - everything: { password: "${redis_password}", flag: no, interval: 2m }
                  register: replication
                  until: replication.link == "up"
                  retries: 20
                  delay: 1
                  become: no
              handlers:
                - name: restart
                  everything: { word: redis }
            """);
        assertThat(program.playbook()).isEqualTo("play.yml");
        assertThat(program.hosts()).extracting(HostName::value).containsExactly("h1", "h2");
        Play play = program.plays().getFirst();
        assertThat(play.name()).isEqualTo("Web");
        assertThat(play.hosts()).extracting(HostName::value).containsExactly("h1", "h2");
        assertThat(play.tasks()).hasSize(4);
        assertThat(play.tasks().get(2))
                .isInstanceOfSatisfying(
                        Flush.class, flush -> assertThat(flush.at()).hasToString("play.yml:14:7"));
        assertThat(play.handlers()).extracting(Task::name).containsExactly("restart");

        Task first = task(program);
        assertThat(first.name()).isEqualTo("Configuration");
        assertThat(first.module()).isEqualTo("copy");
        assertThat(first.at()).hasToString("play.yml:6:7");
        assertThat(first.notifies()).containsExactly("restart");
        assertThat(first.register()).contains("conf");
        assertThat(first.tags()).containsExactly("a", "b");
        assertThat(first.as().evaluate(on("h1"))).isEqualTo(new Identity.Become("root"));
        assertThat(arguments(first, on("h2")).get("content")).hasToString("port 2, master h1 at h1");

        Task second = tasks(program).get(1);
        assertThat(second.name()).isEqualTo("copy");
        assertThat(second.when().getFirst().evaluate(on("h1"))).isFalse();
        assertThat(second.when().getFirst().evaluate(on("h2"))).isTrue();

        Task third = tasks(program).get(2);
        assertThat(third.as().evaluate(on("h1"))).isEqualTo(new Identity.Login());
        Task.Until until = third.until().orElseThrow();
        assertThat(until.retries()).isEqualTo(20);
        assertThat(until.delay()).isEqualTo(Duration.ofSeconds(1));
        Value up = new Value.Present(Data.mapping().put("link", "up").build());
        assertThat(until.holds(on("h1", "replication", up))).isTrue();
        assertThatThrownBy(() -> until.holds(on("h1", "replication", new Value.Pending("x"))))
                .isInstanceOf(NotYetKnown.class);
        assertThat(arguments(third, on("h1")))
                .containsEntry("flag", false)
                .containsEntry("interval", Duration.ofMinutes(2))
                .containsEntry("whole", 7);
        assertThat(arguments(third, on("h1")).get("password")).hasToString("********");
    }

    @Test
    void identitiesOfTasksAreUniqueAndStayTheSame() {
        String yaml = """
            - hosts: web
              tasks:
                - copy: { dest: a }
                  tags: a
                - block:
                    - copy: { dest: b }
            """;
        List<String> all = tasks(playbooks.load(yaml)).stream().map(Task::id).toList();
        assertThat(all).doesNotHaveDuplicates().hasSize(2);
        playbooks.tags = Playbooks.without("a");
        assertThat(tasks(playbooks.load(yaml))).extracting(Task::id).containsExactly(all.get(1));
    }

    @Test
    void blocksHandDownTheirWords() {
        playbooks.file("vars/more.yml", "{ z: file, w: file }");
        Program program = playbooks.load("""
            - hosts: web
              tags: p
              vars: { x: play, y: play, z: play }
              vars_files: [vars/more.yml]
              tasks:
                - block:
                    - copy: { dest: "${x} ${y} ${z} ${w}" }
                      when: port == 1
                      vars: { x: task }
                      tags: t
                  when: [true, "port > 0"]
                  become: true
                  become_user: "${x}"
                  vars: { x: block, y: block }
                  tags: b,c
                  ignore_errors: true
            """);
        Task task = task(program);
        assertThat(arguments(task, on("h1"))).containsEntry("dest", "task block file file");
        assertThat(task.when()).hasSize(3);
        assertThat(task.when()).allMatch(when -> when.evaluate(on("h1")));
        assertThat(task.as().evaluate(on("h1"))).isEqualTo(new Identity.Become("task"));
        assertThat(task.tags()).containsExactly("p", "b", "c", "t");
        assertThat(task.ignoreErrors()).isTrue();
    }

    @Test
    void becomeComesFromTheNearestWordThenTheCommandLine() {
        playbooks.become = true;
        playbooks.inventory.host("h3", "{ansible_become: false}").host("h4", "{ansible_become_user: admin}");
        Task task = task(playbooks.load("- {hosts: 'all', tasks: [{copy: {dest: a}}]}"));
        assertThat(task.as().evaluate(on("h1"))).isEqualTo(new Identity.Become("root"));
        assertThat(task.as().evaluate(on("h3"))).isEqualTo(new Identity.Login());
        assertThat(task.as().evaluate(on("h4"))).isEqualTo(new Identity.Become("admin"));
    }

    @Test
    void loops() {
        Program program = playbooks.load("""
            - hosts: web
              vars: { list: [a, b] }
              tasks:
                - copy: { dest: "${item}" }
                  loop: "${list}"
                - copy: { dest: "${thing.x}" }
                  loop: [{x: "${port}"}, {x: 2}]
                  loop_control: { loop_var: thing }
            """);
        Task first = task(program);
        assertThat(first.loop().orElseThrow().items().evaluate(on("h1"))).containsExactly(Data.of("a"), Data.of("b"));
        assertThat(arguments(first, on("h1").with("item", new Value.Present(Data.of("a")))))
                .containsEntry("dest", "a");
        Task second = tasks(program).get(1);
        assertThat(second.loop().orElseThrow().variable()).isEqualTo("thing");
        assertThat(second.loop().orElseThrow().items().evaluate(on("h1")).getFirst())
                .isEqualTo(Data.mapping().put("x", 1).build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                        |                  | plain,a,ab,always
        a               |                  | a,ab,never,always
        b               |                  | ab,always
        untagged        |                  | plain,always
        tagged          |                  | a,ab,always
        all             |                  | plain,a,ab,always
        never           |                  | never,always
                        | a                | plain,always
                        | always           | plain,a,ab
        a               | b                | a,never,always
        """)
    void selectsByTags(String wanted, String skipped, String expected) {
        playbooks.tags = new TagSelection(
                wanted == null ? Set.of() : Set.of(wanted.split(",", -1)),
                skipped == null ? Set.of() : Set.of(skipped.split(",", -1)));
        Program program = playbooks.load("""
            - hosts: web
              tasks:
                - {name: plain, copy: {dest: a}}
                - {name: a, copy: {dest: a}, tags: a}
                - {name: ab, copy: {dest: a}, tags: "a, b"}
                - {name: never, copy: {dest: a}, tags: [never, a]}
                - {name: always, copy: {dest: a}, tags: always}
            """);
        assertThat(tasks(program)).extracting(Task::name).containsExactly(expected.split(",", -1));
    }

    @Test
    void limitNarrowsEveryPlay() {
        playbooks.limit = Optional.of("h2");
        Program program = playbooks.load("[{hosts: web}, {hosts: redis_master}]");
        assertThat(program.plays().get(0).hosts()).containsExactly(new HostName("h2"));
        assertThat(program.plays().get(1).hosts()).isEmpty();
        playbooks.limit = Optional.of("h9");
        assertThat(playbooks.problems("- hosts: web"))
                .containsExactly("inventory.limit.no_host the limit 'h9' matches no host | Did you mean 'h1'?");
    }

    @Test
    void handlersListenAndNotifyEachOther() {
        Program program = playbooks.load("""
            - hosts: web
              pre_tasks: [{copy: {dest: pre}, notify: all of them}]
              tasks: [{copy: {dest: a}, notify: [two, all of them]}]
              post_tasks: [{copy: {dest: post}}]
              handlers:
                - {name: one, copy: {dest: a}, listen: all of them, notify: two}
                - {name: two, copy: {dest: a}, listen: [all of them, other]}
            """);
        assertThat(tasks(program).get(0).notifies()).containsExactly("one", "two");
        assertThat(tasks(program).get(1).notifies()).containsExactly("two", "one");
        assertThat(program.plays().getFirst().handlers().getFirst().notifies()).containsExactly("two");
        assertThat(program.plays().getFirst().tasks())
                .extracting(node -> node instanceof Flush)
                .containsExactly(false, true, false, true, false);
    }

    @Test
    void extraVariablesGoBeforeAll() {
        playbooks.extra = SomeHosts.definitions("-e", "{x: extra}");
        Program program = playbooks.load("- {hosts: web, vars: {x: p}, tasks: [{copy: {dest: '${x}'}, vars: {x: t}}]}");
        assertThat(arguments(task(program), on("h1"))).containsEntry("dest", "extra");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nme: x, copy: {dest: a}                    | playbook.key.unknown 4:8 | Did you mean 'name'?
        cpy: {dest: a}                             | playbook.module.unknown 4:8 | Did you mean 'copy'?
        apt: {name: a}                             | playbook.module.unknown 4:8 | Use 'package'.
        copy: {dst: a}                             | playbook.parameter.unknown 4:15 | Did you mean 'dest'?
        copy: {content: a}                         | playbook.parameter.missing 4:8 | dest: a word
        copy: dest=/x content="a b"                | playbook.arguments 4:14 | Write copy: { dest: /x, content: "a b" }.
        copy: [a]                                  | playbook.arguments 4:14 | Write copy: { dest: ... }.
        copy: {dest: a}, package: {name: b}        | playbook.module.several 4:25 | two tasks
        name: x                                    | playbook.module.missing 4:7 | Write MODULE
        copy: {dest: a}, with_fileglob: [a]        | playbook.not_supported 4:25 | loop
        copy: {dest: a}, with_sequence: count=5    | playbook.not_supported 4:25 | ${1..5}
        copy: {dest: a}, delegate_to: h3           | playbook.delegate.unknown 4:38 | Did you mean 'h1'?
        copy: {dest: a}, async: 5                  | playbook.not_supported 4:25 | until
        import_tasks: x.yml                        | playbook.include.not_found 4:22 | Did you mean 'y.yml'?
        ansible.builtin.include_tasks: x.yml       | playbook.include.not_found 4:39 | Did you mean 'y.yml'?
        import_tasks: "${port}.yml"                | playbook.no_expression 4:22 | include_tasks
        import_tasks: y.yml, loop: [a]             | playbook.import.loop 4:29 | include_tasks
        include_tasks: y.yml, register: x          | playbook.key.unknown 4:30 | It has
        include_tasks: {file: y.yml, fiel: x}      | playbook.key.unknown 4:37 | Did you mean 'file'?
        include_role: {name: nope}                 | playbook.role.not_found 4:29 | roles/
        include_role: {name: ok, public: true}     | playbook.not_supported 4:33 | set_fact
        set_fact: x=1                              | playbook.arguments 4:18 | { name: value }
        set_fact: {a: 1, cacheable: true}          | playbook.not_supported 4:25 | this run
        include_vars: nope.yml                     | playbook.include.not_found 4:22 | Correct
        include_vars: {dir: v, file: y.yml}        | playbook.not_supported 4:23 | Name one file
        block: [], strategy: free                  | playbook.key.unknown 4:19 | It has
        block: [], serial: 0                       | playbook.type 4:27 | a number of hosts
        block: [], notify: x                       | playbook.key.unknown 4:19 | tasks within
        meta: end_plai                             | playbook.not_supported 4:14 | Did you mean 'end_play'?
        meta: refresh_inventory                    | playbook.not_supported 4:14 | another run
        meta: flush_handlers, when: true           | playbook.key.unknown 4:30 | Leave it out
        copy: {dest: a}, notify: rstart            | playbook.handler.unknown 4:33 | Did you mean 'restart'?
        copy: {dest: a}, retries: 3                | playbook.until.missing 4:25 | until
        copy: {dest: a}, until: true, retries: x   | playbook.type 4:47 | a whole number
        copy: {dest: a}, register: a-b             | playbook.variable.name 4:35 | letters
        copy: {dest: a}, vars: {a-b: 1}            | playbook.variable.name 4:32 | a_b
        copy: {dest: a}, vars: {groups: 1}         | playbook.variable.reserved 4:32 | another
        copy: {dest: a}, vars: [a]                 | playbook.type 4:31 | mapping
        copy: {dest: a}, loop: list                | playbook.type 4:31 | ${list}
        copy: {dest: a}, loop: "${port}"           | playbook.type 4:31 | key and value
        copy: {dest: a}, loop: [a], with_list: [b] | playbook.loop.several 4:36 | one loop
        copy: {dest: a}, loop_control: {label: x}  | playbook.loop.missing 4:25 | Add loop
        copy: {dest: a}, loop: [a], loop_control: {pause: 1} | playbook.not_supported 4:51 | wait_for
        copy: {dest: a}, become: maybe             | playbook.type 4:33 | true or false
        copy: {dest: a}, become_method: su         | playbook.become_method 4:25 | sudo
        copy: {dest: a}, ignore_errors: perhaps    | playbook.type 4:40 | true or false
        copy: {dest: a}, when: "${flag}"           | expression.not_bare 4:32 | Write flag.
        copy: {dest: a}, when: "{{ flag }}"        | expression.jinja 4:32 | {{ x }}
        copy: {dest: a}, when: port and port       | expression.foreign 4:36 | &&
        copy: {dest: a}, when: port                | expression.not_boolean 4:31 | x > 0
        copy: {dest: a}, when: no                  | expression.undefined 4:31 | Write false.
        copy: {dest: a}, when: {a: b}              | playbook.type 4:31 | condition
        copy: {dest: a}, listen: x                 | playbook.key.unknown 4:25 | notify
        copy: {dest: "${prt}"}                     | expression.undefined 4:24 | Did you mean 'port'?
        copy: {dest: "{{ port }}"}                 | expression.jinja 4:22 | Write ${x}
        copy: {dest: "${port"}                     | expression.unbalanced 4:22 | Close it
        copy: {dest: "${only_h1}"}                 | expression.undefined 4:24 | only_h1
        copy: {dest: a}, until: nope.x             | expression.undefined 4:32 | nope
        copy: {dest: {a: b}}                       | playbook.parameter.type 4:21 | a word
        copy: {dest: "${redis_password}"}          | playbook.parameter.secret 4:21 | none
        everything: {flag: maybe}                  | playbook.parameter.type 4:27 | true or false
        everything: {whole: 1.5}                   | playbook.parameter.type 4:28 | a whole number
        everything: {whole: 99999999999}           | playbook.parameter.type 4:28 | a whole number
        everything: {interval: 5x}                 | playbook.parameter.type 4:31 | 500ms
        everything: {power: of}                    | playbook.parameter.choice 4:28 | Did you mean 'off'?
        everything: {path: etc}                    | playbook.parameter.value 4:27 | Correct
        everything: {mode: 0999}                   | playbook.parameter.value 4:27 | Correct
        everything: {words: {a: b}}                | playbook.parameter.type 4:28 | list
        everything: {map: [a]}                     | playbook.parameter.type 4:26 | mapping
        everything: {map: {"${x}": a}}             | playbook.none 0:0 | x
        everything: {file: nope.txt}               | playbook.parameter.value 4:27 | Correct
        everything: {file: ../../etc/passwd}       | playbook.parameter.value 4:27 | Correct
        everything: {from: nope.ftl}               | template.not_found 4:27 | templates/
        everything: {that: ["port == 1", "x y"]}   | expression.syntax 4:44 | operators
        everything: {test: port}                   | expression.not_boolean 4:27 | Compare
        everything: {word: conflict}               | playbook.parameter.conflict 4:8 | plumb doc
        everything: {word: "conflict${''}"}        | playbook.parameter.conflict 4:8 | plumb doc
        """)
    void saysWhatIsWrongWithATask(String task, String codeAndPlace, String remedy) {
        playbooks.file("y.yml", "").file("roles/ok/tasks/main.yml", "[]");
        List<String> problems = playbooks.problems("""
            - hosts: web
              handlers: [{name: restart, copy: {dest: a}}]
              tasks:
                - {%s}
            """.formatted(task));
        if (codeAndPlace.startsWith("playbook.none")) {
            assertThat(problems).isEmpty();
            return;
        }
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst())
                .startsWith(codeAndPlace + " ")
                .contains(remedy)
                .doesNotContain("Sid@123");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        - hosts: webb                              | inventory.pattern.no_host 1:10 | Did you mean 'web'?
        - hosts: "web["                            | inventory.pattern 1:10 | Correct
        - tasks: []                                | playbook.hosts.missing 1:3 | hosts
        - {hosts: web, roles: [a]}                 | playbook.role.not_found 1:24 | roles/
        - {hosts: web, strategy: free}             | playbook.not_supported 1:16 | side by side
        - {hosts: web, serial: 120%}               | playbook.type 1:24 | percentage
        - {hosts: web, failure_budget: half}       | playbook.type 1:32 | percentage
        - {hosts: web, order: shuffle}             | playbook.not_supported 1:23 | what comes first
        - {hosts: web, between_batches: []}        | playbook.serial.missing 1:16 | how large
        - {hosts: web, taks: []}                   | playbook.key.unknown 1:16 | Did you mean 'tasks'?
        - {hosts: web, tasks: {a: b}}              | playbook.type 1:23 | a list of tasks
        - {hosts: web, tasks: [a]}                 | playbook.task 1:24 | MODULE
        - {hosts: web, vars_files: [nope.yml]}     | playbook.vars_files 1:29 | Correct
        - {hosts: web, vars: {a: "${b"}}           | expression.unbalanced 1:27 | Close
        - hosts                                    | playbook.play 1:3 | hosts
        hosts: web                                 | playbook.document 1:1 | '- hosts
        # nothing                                  | playbook.empty 1:1 | hosts
        - {hosts: web, hosts: h1}                  | yaml.duplicate_key 1:16 | Keep one
        - import_playbook: x.yml                   | playbook.include.not_found 1:20 | Did you mean 'y.yml'?
        - import_playbook: play.yml                | playbook.include.circle 1:20 | circle
        """)
    void saysWhatIsWrongWithAPlay(String yaml, String codeAndPlace, String remedy) {
        playbooks.file("y.yml", "[]");
        List<String> problems = playbooks.problems(yaml);
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst()).startsWith(codeAndPlace + " ").contains(remedy);
    }

    @Test
    void reportsAllProblemsTogether() {
        assertThat(playbooks.problems("""
            - hosts: nowhere
              strategy: free
              tasks:
                - cpy: { dest: a }
                - copy: { dst: a, content: "{{ x }}" }
                  notify: nobody
                  when: a and b
            """))
                .extracting(line -> line.split(" ", -1)[0])
                .containsExactlyInAnyOrder(
                        "playbook.not_supported",
                        "inventory.pattern.no_host",
                        "playbook.module.unknown",
                        "playbook.parameter.unknown",
                        "expression.jinja",
                        "expression.foreign",
                        "playbook.handler.unknown");
    }

    @Test
    void findsWhatOnlySomeHostsLackAndNamesTheRest() {
        playbooks.inventory.host("h3", "{}", "web");
        assertThat(playbooks.problems("- {hosts: web, tasks: [{copy: {dest: '${only_h1}'}}]}"))
                .singleElement()
                .asString()
                .contains("'only_h1' is not defined for h2, nor for 1 other host");
        assertThat(playbooks.problems(
                        "- {hosts: web, tasks: [{copy: {dest: '${only_h1}'}, when: inventory_hostname == 'h1'}]}"))
                .isEmpty();
    }

    @Test
    void looksUpNamesBehindWhatIsKnownLater() {
        assertThat(playbooks.problems("""
            - hosts: web
              vars: { inner: "${missing_inside}" }
              tasks:
                - copy: { dest: a }
                  register: r
                - copy: { dest: "${r.x?then(prt, inner)}" }
                - copy: { dest: "${only_h1}" }
                  when: r.changed
                - copy: { dest: "${nope}" }
                  when: r.changed && nope??
            """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("expression.undefined 6:33 'prt'"),
                        line -> assertThat(line).startsWith("expression.undefined 2:21 'missing_inside'"));
    }

    @Test
    void registeredNamesAreKnownFromTheirTaskOn() {
        assertThat(playbooks.problems("""
            - hosts: web
              tasks:
                - copy: { dest: "${r.x}" }
                - copy: { dest: a }
                  register: r
            """)).singleElement().asString().startsWith("expression.undefined 3:24 'r'");
    }

    @Test
    void evaluationErrorsKeepTheirPlace() {
        Task task = task(
                playbooks.load("- {hosts: web, tasks: [{copy: {dest: a}, register: r}, {copy: {dest: '${r.x}'}}]}"));
        assertThat(task.register()).contains("r");
        Task second = tasks(playbooks.load(
                        "- {hosts: web, tasks: [{copy: {dest: a}, register: r}, {copy: {dest: '${r.x}'}}]}"))
                .get(1);
        Value value = new Value.Present(Data.mapping().put("y", 1).build());
        assertThatThrownBy(() -> second.state().evaluate(on("h1", "r", value)))
                .isInstanceOfSatisfying(
                        EvaluationException.class,
                        thrown ->
                                assertThat(thrown.problem().at().orElseThrow()).hasToString("play.yml:1:73"));
    }

    @Test
    void decodesEachType() {
        playbooks
                .file("files/data.bin", "abc")
                .file(
                        "templates/redis.conf.ftl",
                        "port ${port}\n<#if flag>requirepass ${redis_password}\n</#if>$${HOME}\n");
        Map<String, Object> values = arguments(task(playbooks.load("""
            - hosts: web
              vars: { flag: true, list: [x, 1.10], map: { a: 0644 } }
              tasks:
                - everything:
                    word: 0644
                    text: no
                    password: Sid@123
                    flag: on
                    whole: "${port}"
                    interval: 1.5s
                    power: on
                    path: /etc//redis/
                    mode: 0644
                    words: "${list}"
                    map: "${map}"
                    any: { a: no, b: 0644, c: "${port}", token: 5 }
                    anys: { bind: [a, "${port}"], save: 900 }
                    file: data.bin
                    from: redis.conf.ftl
                    that: ["port == 1", flag]
            """)), on("h1"));
        assertThat(values)
                .containsEntry("word", "0644")
                .containsEntry("flag", true)
                .containsEntry("whole", 1)
                .containsEntry("interval", Duration.ofMillis(1500))
                .containsEntry("power", Playbooks.Power.ON)
                .containsEntry("words", List.of("x", "1.10"));
        assertThat(values.get("text")).hasToString("no");
        assertThat(values.get("password")).hasToString("********");
        assertThat(values.get("path")).hasToString("/etc/redis");
        assertThat(values.get("mode")).hasToString("0644");
        assertThat(values.get("map")).hasToString("{a=0644}");
        assertThat(values.get("any")).hasToString("{a=no, b=0644, c=1, token=********}");
        assertThat(values.get("anys")).hasToString("{bind=[a, 1], save=[900]}");
        assertThat(String.valueOf(values.get("file"))).contains("size=3").contains("ba7816bf");
        assertThat(String.valueOf(values.get("from"))).contains("port 1\nrequirepass ********\n${HOME}\n");
        assertThat(String.valueOf(values.get("that"))).contains("holds=true");
    }

    @Test
    void omitAndNothingLeaveOut() {
        Map<String, Object> values = arguments(
                task(playbooks.load("- {hosts: web, tasks: [{everything: {word: '${nope!omit}', whole: '${nope!omit}',"
                        + " text: , flag: ~}}]}")),
                on("h1"));
        assertThat(values).isEqualTo(Map.of("whole", 7));
    }

    @Test
    void modulesMayBeNamedAsAnsibleDoes() {
        assertThat(task(playbooks.load("- {hosts: web, tasks: [{ansible.builtin.copy: {dest: a}}]}"))
                        .module())
                .isEqualTo("copy");
    }
}
