package dev.plumbline.cli.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.Main;
import dev.plumbline.cli.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of file that users bring, mutilated thousands of times and given to {@code plumb validate}: it succeeds or says what is
 * wrong (exit code 0 or 3), within bounded time, without a stack trace and without a fault of its own.
 */
class FuzzTest {
    /** What one file may take; a hang guard, and no measure. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int ROUNDS = 250;
    private static final Duration FULL = Duration.ofSeconds(30);
    private static final long SEED = 20_261_127;

    /** A project in which every kind of file takes part. */
    private static final Map<String, String> PROJECT = Map.ofEntries(
            Map.entry("plumb.yml", """
                inventory: hosts.yml
                roles_path: [roles]
                forks: 5
                connect_timeout: 3s
                vault_password_file: password
                """),
            Map.entry("hosts.yml", """
                web:
                  hosts:
                    w[01:03].example.org: { ansible_host: 192.0.2.1, port: 80 }
                  vars: { url: "http://{{ inventory_hostname }}:{{ port | default(80) }}", list: [1, {a: b}] }
                db: { children: { old: { hosts: { d1: , d2: } } } }
                """),
            Map.entry("hosts.ini", """
                lonely ansible_host="192.0.2.1" x='a b' # comment
                [web]
                w[01:03].example.com:2222 port=80 list=['a',{'b':(1,2.5e3)}]
                db-[a:f]
                [web:vars]
                x = {'a': [True, None], "b": r'\\x'}
                [site:children]
                web
                """),
            Map.entry("group_vars/web.yml", """
                secret: !vault |
                  $ANSIBLE_VAULT;1.1;AES256
                  36396537616132636537383239323531396231386562316537653938653932323034636338353431
                  6536623032353931346434626561306663353531663764370a396536336432396562323733356236
                  31336465356534336631343632333335313365646263653062383961393865613861303539656264
                  3839366136623664370a663163643662643732623539363637333439333166343032626364633265
                  3434
                plain: !unsafe "{{ a }} ${b}"
                nested: { a: ["${port + 1}", "${url?upper_case}"], b: "${nested.a[0]}" }
                """),
            Map.entry("password", "p"),
            Map.entry("host_vars/d1.yml", "port: 6379\nname: \"${inventory_hostname}-${port}\"\n"),
            Map.entry("site.yml", """
                - hosts: web:db:!d2
                  serial: [1, 50%]
                  vars: { greeting: "hello ${inventory_hostname}" }
                  roles: [{ role: site, vars: { port: 81 } }]
                  tasks:
                    - block:
                        - file: { path: "/srv/${item}", state: directory, mode: 0750 }
                          loop: "${['a', 'b']}"
                          when: item != "c" && facts.os_family == "Debian"
                          register: made
                        - command: { argv: [sh, -c, "echo $HOME"], creates: /srv/x }
                          until: made.changed?? && (port!1) > 0
                          retries: 3
                      rescue:
                        - debug: { msg: "${greeting}" }
                      always:
                        - meta: flush_handlers
                    - include_tasks: more.yml
                    - template: { src: page.ftl, dest: /srv/page }
                      notify: restart
                  handlers:
                    - name: restart
                      systemd_service: { name: web, state: restarted }
                """),
            Map.entry("more.yml", """
                - set_fact: { total: "${total!0 + 1}" }
                  with_items: [1, 2]
                - lineinfile: { path: /etc/x, regexp: "^a\\\\s", line: "a = ${total}" }
                  tags: [never, x]
                """),
            Map.entry("roles/site/tasks/main.yml", "- copy: { dest: /srv/port, content: \"${port} ${colour}\\n\" }\n"),
            Map.entry("roles/site/meta/arguments.yml", """
                port: { type: int, required: true, description: where it listens }
                colour: { type: str, default: red, choices: [red, green], description: of the page }
                """),
            Map.entry("roles/site/defaults/main.yml", "depth: 3\n"),
            Map.entry("templates/page.ftl", """
                <#list groups.web as host>${host?index}: ${hostvars[host].port!"-"}
                </#list><#if greeting?contains("x")>${greeting?replace("l", "L")}<#else>${[1, 2, 3]?map(n -> n * 2)?join(",")}</#if>
                """),
            Map.entry("extra.yml", "port: 99\n\"a b\": { c: [1, 2] }\n"));

    @TempDir
    Path folder = Path.of("/nonexistent");

    static Stream<String> files() {
        return PROJECT.keySet().stream()
                .filter(file -> !file.equals("password"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRefused(String file) throws Exception {
        fuzz(file, SEED, ROUNDS, Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("full")
    void isReadOrRefusedForLong(String file) throws Exception {
        fuzz(file, System.nanoTime(), Integer.MAX_VALUE, FULL);
    }

    private void fuzz(String file, long seed, int rounds, Duration limit) throws Exception {
        for (Map.Entry<String, String> each : PROJECT.entrySet()) {
            write(each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
        }
        List<byte[]> others = new ArrayList<>();
        PROJECT.values().forEach(text -> others.add(text.getBytes(StandardCharsets.UTF_8)));
        Mutator mutator = new Mutator(seed + file.hashCode(), others);
        assertThat(validate(new ByteArrayOutputStream()))
                .as("the project as it is")
                .isZero();
        byte[] original = PROJECT.get(file).getBytes(StandardCharsets.UTF_8);
        long end = System.nanoTime() + limit.toNanos();
        int done = 0;
        int refused = 0;
        try (ExecutorService thread =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())) {
            while (done < rounds && System.nanoTime() < end) {
                byte[] content = mutator.mutilate(original);
                write(file, content);
                refused += check(file, content, thread) == 0 ? 0 : 1;
                done++;
            }
        }
        System.out.println("fuzz " + file + ": " + done + " files, " + refused + " refused, seed " + seed);
        assertThat(done).isPositive();
    }

    private int check(String file, byte[] content, ExecutorService thread) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Future<Integer> run = thread.submit(() -> validate(said));
        int code;
        try {
            code = run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(reproducer(file, content), e);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        if ((code != 0 && code != 3) || text.contains("\tat ") || (code == 3 && text.isBlank())) {
            throw new AssertionError(reproducer(file, content) + ": exit code " + code + "\n" + text);
        }
        return code;
    }

    private int validate(ByteArrayOutputStream said) {
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Main.run(
                new Surroundings(
                        folder,
                        Map.of("HOME", folder.toString()),
                        new ByteArrayInputStream(new byte[0]),
                        print,
                        print,
                        new Surroundings.Terminals(false, false, false)),
                "validate",
                "site.yml",
                "-i",
                "hosts.yml",
                "-i",
                "hosts.ini",
                "-e",
                "@extra.yml",
                "-vv");
    }

    private String reproducer(String file, byte[] content) throws IOException {
        Path kept = Files.createDirectories(Path.of("target/fuzz")).resolve(file.replace('/', '_'));
        Files.write(kept, content);
        return "what breaks it is kept in " + kept.toAbsolutePath();
    }

    private void write(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }
}
