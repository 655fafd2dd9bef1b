package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inventories read by Ansible itself, where it is installed. */
class BesideAnsibleTest {
    @TempDir
    private Path directory;

    @BeforeAll
    static void ansibleIsThere() {
        boolean found = List.of("/usr/bin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ansible-inventory")));
        assumeTrue(found, "SKIPPED: ansible-inventory is not installed (apt-get install ansible-core)");
    }

    @Test
    void iniWithGroupsRangesAndVariables() throws Exception {
        Inventories inventories = inventories().file("hosts", """
            ; hosts of no group
            lonely
            gateway:2222 colour=red

            [web]
            www[01:03].example.com http_port=80 max=0x1F
            www[1:9:4]-b
            db-[a:c]

            [web:vars]
            ntp = ntp.example.com
            list=['a', "b", 3]
            nested={'a': {'b': [True, None, 1.5]}}
            spaced =   two words
            comment=1 # one
            kept=one # two

            [db]
            db-a role=master
            db-b role=replica

            [site:children]
            web
            db
            later

            [later]
            late-[08:11:2]

            [site:vars]
            ntp=site
            site_only=yes

            [all:vars]
            everywhere="quoted"
            """);

        assertSame(inventories, "hosts");
    }

    @Test
    void iniValuesHaveTheTypesOfPythonLiterals() throws Exception {
        List<String> values = List.of(
                "1",
                "-1",
                "+1",
                "0",
                "00",
                "0644",
                "0o17",
                "0b101",
                "0xff",
                "1_000",
                "1.5",
                "1.10",
                ".5",
                "5.",
                "1e3",
                "1E-2",
                "True",
                "true",
                "False",
                "None",
                "none",
                "null",
                "yes",
                "'5'",
                "\"5\"",
                "'a' 'b'",
                "'a\\tb'",
                "r'a\\tb'",
                "u'x'",
                "'\\x41\\u00e4\\101'",
                "'''three'''",
                "'it''s'",
                "'open",
                "[1, 2,]",
                "[]",
                "()",
                "(1)",
                "(1,)",
                "1, 2",
                "1,",
                "{}",
                "{'a': 1}",
                "{'a': 1, 'b': [2]}",
                "[1, x]",
                "192.168.1.2",
                "a b",
                "",
                "1 2",
                "1 # c",
                "'a' # c",
                "a # c",
                "[",
                "1+1",
                "- 5",
                "1__0",
                "1_",
                "0x",
                "a=b",
                "http://x/?a=b&c=d",
                "${x}",
                "$HOME",
                "C:\\dir",
                "ä",
                "'ä'",
                "1e",
                "e5",
                "0_7",
                "1.e5",
                "--1",
                "-True",
                "not True",
                "True False");
        StringBuilder ini = new StringBuilder("host\n[all:vars]\n");
        for (int i = 0; i < values.size(); i++) {
            ini.append("v%02d=%s\n".formatted(i, values.get(i)));
        }

        assertSame(inventories().file("hosts", ini.toString()), "hosts");
    }

    @Test
    void iniHostLinesAreReadAsAShellReadsThem() throws Exception {
        Inventories inventories = inventories().file("hosts", """
            a one=1 two='two words' three="say \\"hi\\"" four=\\"4\\" # five=5
            b one='"1"' path=C:\\\\dir single='a\\b' joined=a"b c"d
            c list="['x', 'y']" json='{"a": 1}' empty= quoted=''
            d ansible_host=192.0.2.1 ansible_port=22 cut=ab#cd
            """);

        assertSame(inventories, "hosts");
    }

    @Test
    void yamlWithNestedGroups() throws Exception {
        Inventories inventories = inventories().file("hosts.yml", """
            all:
              hosts:
                mail.example.com:
              vars: { everywhere: 1 }
              children:
                web:
                  hosts:
                    www[01:03].example.com: { http_port: 8080 }
                    foo.example.com:
                db:
                  vars: { engine: redis, sizes: [1, 2.5, "3"] }
                  children:
                    masters: { hosts: { one: { role: master } } }
                    replicas:
                      hosts: { two: , three: { ansible_port: 2200 } }
            lonely: { hosts: { one: { extra: { a: { b: null } } } } }
            empty:
            """);

        assertSame(inventories, "hosts.yml");
    }

    @Test
    void groupsAtTheTop() throws Exception {
        Inventories inventories = inventories().file("inventory.yml", """
            redis_master:  { hosts: { redis1: { ansible_host: 192.168.1.2 } } }
            redis_replica: { hosts: { redis2: { ansible_host: 192.168.1.3 } } }
            redis: { children: { redis_master: , redis_replica: } }
            """);

        assertSame(inventories, "inventory.yml");
    }

    @Test
    void deeperGroupsPrioritiesAndNamesDecideWhichVariableHolds() throws Exception {
        Inventories inventories = inventories().file("hosts", """
            [alpha]
            h
            [beta]
            h
            [gamma]
            h
            [upper:children]
            alpha
            [top:children]
            upper
            [all:vars]
            who=all
            deep=all
            [alpha:vars]
            who=alpha
            deep=alpha
            [beta:vars]
            who=beta
            same=beta
            ansible_group_priority=10
            [gamma:vars]
            who=gamma
            same=gamma
            [upper:vars]
            who=upper
            deep=upper
            upper=upper
            [top:vars]
            top=top
            deep=top
            """);

        assertSame(inventories, "hosts");
    }

    @Test
    void variablesBesideInventoryAndPlaybook() throws Exception {
        Inventories inventories = inventories()
                .file("inv/hosts", """
                    [web]
                    h a=ini_host
                    [site:children]
                    web
                    [web:vars]
                    b=ini_group
                    z=ini_group
                    [all:vars]
                    y=ini_all
                    """)
                .file("inv/group_vars/all.yml", """
                    a: inventory_all
                    b: inventory_all
                    c: inventory_all
                    d: inventory_all
                    e: inventory_all
                    y: inventory_all
                    z: inventory_all
                    """)
                .file("inv/group_vars/web", "{ c: inventory_web, d: inventory_web }")
                .file("inv/group_vars/site/10-first.yml", "{ e: first, f: first }")
                .file("inv/group_vars/site/20-second.yaml", "e: second")
                .file("inv/group_vars/site/deeper/x.json", "{\"g\": [1, true]}")
                .file("inv/group_vars/site/.hidden.yml", "hidden: 1")
                .file("inv/group_vars/site/backup.yml~", "backup: 1")
                .file("inv/group_vars/site/notes.txt", "not yaml: at: all")
                .file("inv/host_vars/h.yml", "{ d: inventory_host, h: inventory_host }")
                .file("play/group_vars/all/x.yml", "{ x: play_all, c: play_all }")
                .file("play/group_vars/web.yml", "{ d: play_web, w: play_web }")
                .file("play/host_vars/h/vars.yml", "h: play_host")
                .file("play/group_vars/nobody.yml", "nobody: 1");

        assertThat(ours(inventories.loadBeside(directory.resolve("play"), "inv/hosts")))
                .isEqualTo(theirs(List.of("-i", "inv/hosts", "--playbook-dir", "play")));
    }

    @Test
    void directoriesListsAndSeveralSources() throws Exception {
        Inventories inventories = inventories()
                .file("dir/01-hosts", "[web]\nw1 x=1\n")
                .file("dir/02-more.yml", "web: { hosts: { w2: , w1: { x: 2 } } }\n")
                .file("dir/ignored.ini", "[web]\nnever\n")
                .file("dir/ignored.bak", "[web]\nnever\n")
                .file("dir/.hidden", "[web]\nnever\n")
                .file("dir/nested/hosts", "[db]\nd1\n")
                .file("dir/group_vars/web.yml", "from: dir\n")
                .file("other/hosts", "[web]\nw1 x=3\n[db:vars]\nport=5\n")
                .file("other/group_vars/web.yml", "from: other\n");

        assertSame(inventories, "dir", "other/hosts", "n1, n2:2222,");
    }

    @Test
    void aFileWithoutEndingIsYamlOrIniByItsLook() throws Exception {
        Inventories inventories = inventories()
                .file("dir/a", "---\nweb: { hosts: { y: } }\n")
                .file("dir/b", "# comment\nweb:\n  hosts: { z: }\n")
                .file("dir/c", "web_host\n");

        assertSame(inventories, "dir");
    }

    @Test
    void patternsMeanTheSameHosts() throws Exception {
        inventories().file("hosts", """
            stray
            [web]
            w[1:5]
            www.example.com
            [db]
            d1
            w1
            [east]
            w1
            w2
            d1
            [site:children]
            web
            db
            """);
        List<String> patterns = List.of(
                "all",
                "*",
                "web",
                "w1",
                "web:db",
                "web,db",
                "db:web",
                "web:&east",
                "web:!east",
                "!east",
                "&east",
                "!east:web",
                "web:&east:!w1",
                "w*",
                "w[!13]w*,w1",
                "w[!1-3]",
                "?1",
                "d*:w2",
                "~w[12]$",
                "~(w|d)1",
                "~w",
                "web[0]",
                "web[-1]",
                "web[1:2]",
                "web[1:]",
                "web[0:0]",
                "site[2:4]",
                "w*[1]",
                "*.example.com",
                "ungrouped",
                "www.example.com",
                "w1:w1",
                "web[9:]",
                "e*",
                "site:!web[0:1]",
                "all:!w[!4]",
                " web , db ");
        Data expected = python("""
            import json, sys
            from ansible.inventory.manager import InventoryManager
            from ansible.parsing.dataloader import DataLoader
            manager = InventoryManager(loader=DataLoader(), sources=['hosts'])
            print(json.dumps([[h.name for h in manager.get_hosts(p)] for p in json.loads(sys.argv[1])]))
            """, patterns);

        LoadedInventory inventory = new Inventories(directory).load("hosts");
        List<Data> found = new ArrayList<>();
        for (String pattern : patterns) {
            found.add(Data.of(inventory.select(pattern).stream()
                    .map(host -> Data.of(host.value()))
                    .toList()));
        }
        for (int i = 0; i < patterns.size(); i++) {
            assertThat(found.get(i))
                    .as(patterns.get(i))
                    .isEqualTo(((Data.Sequence) expected).items().get(i));
        }
    }

    @Test
    void programsWithAndWithoutMeta() throws Exception {
        Inventories inventories = inventories()
                .program("dir/10-cloud", """
                    #!/bin/sh
                    cat <<'END'
                    {"web": {"hosts": ["w1", "w2"], "vars": {"port": 80, "deep": {"a": [1, null, true]}}, "children": ["edge"]},
                     "edge": ["e1"], "lonely": {}, "solo": {"x": 1},
                     "all": {"hosts": ["stray"], "vars": {"everywhere": "yes"}},
                     "_meta": {"hostvars": {"w1": {"ansible_host": "192.0.2.1", "text": "\\u00e4 \\/ \\"q\\""}, "unknown": {"y": 1}}}}
                    END
                    """)
                .program("dir/20-old", """
                    #!/bin/sh
                    case "$1 $2" in
                    "--list ") echo '{"db": ["d1", "w1"], "site": {"children": ["db", "web"]}}' ;;
                    "--host d1") echo '{"role": "master", "port": 6379}' ;;
                    "--host w1") echo '{"role": "both"}' ;;
                    esac
                    """)
                .file("dir/30-static", "[db]\nd2 role=replica\n[web]\nw3\n")
                .file("dir/group_vars/all/x.yml", "from: group_vars\n");

        assertThat(ours(inventories.loadWithPrograms("dir"))).isEqualTo(theirs(List.of("-i", "dir")));
    }

    @Test
    void anInventoryOfRedisInstancesOnSharedMachines() throws Exception {
        Inventories inventories = inventories()
                .file("production/hosts.yml", """
                    all:
                      children:
                        redis:
                          children:
                            redis_master:
                              hosts:
                                cache-[1:3]-a: { redis_port: 6379 }
                            redis_replica:
                              hosts:
                                cache-[1:3]-b: { redis_port: 6380, redis_master_host: "{{ groups['redis_master'][0] }}" }
                        sentinel: { hosts: { cache-1-a: , cache-2-a: , cache-3-a: } }
                        eu: { children: { redis: } }
                    """)
                .file("production/group_vars/redis/main.yml", """
                    redis_dir: "/var/lib/redis/{{ redis_port }}"
                    redis_conf: "{{ redis_conf_dir | default('/etc/redis') }}/{{ redis_port }}.conf"
                    redis_save: [ "900 1", "300 10" ]
                    """)
                .file("production/group_vars/redis/limits.yml", "redis_maxmemory: 1gb\n")
                .file("production/host_vars/cache-1-a.yml", "ansible_host: 192.0.2.11\nredis_maxmemory: 2gb\n")
                .file("production/host_vars/cache-1-b.yml", "ansible_host: 192.0.2.11\n");

        assertSame(inventories, "production/hosts.yml");
    }

    @Test
    void anOldIniInventoryWithBastionsAndStages() throws Exception {
        Inventories inventories = inventories()
                .file("hosts.ini", """
                    # managed by hand since 2014
                    bastion ansible_host=203.0.113.9 ansible_user=jump

                    [frontend]
                    fe[01:12].prod.example.com
                    fe-canary ansible_host=fe13.prod.example.com weight=5   # half of nothing

                    [backend]
                    be-[a:d].prod.example.com ansible_port=2222
                    10.0.0.7 alias=legacy

                    [production:children]
                    frontend
                    backend

                    [production:vars]
                    ansible_ssh_common_args='-o ProxyJump=jump@bastion'
                    stage=production
                    domain={{ stage }}.example.com
                    limits={"nofile": 65536, "nproc": 4096}

                    [frontend:vars]
                    http_port=8080
                    upstreams=["be-a.prod.example.com:80", "be-b.prod.example.com:80"]
                    """)
                .file("group_vars/production", "---\nntp: [0.pool.ntp.org, 1.pool.ntp.org]\n")
                .file("group_vars/backend.json", "{\"workers\": 8, \"flags\": {\"gc\": true}}");

        assertSame(inventories, "hosts.ini");
    }

    @Test
    void simpleTemplatesComeToTheSameValues() throws Exception {
        List<String> templates = List.of(
                "{{ port }}",
                "p{{ port }}-{{ flag }}-{{ ratio }}",
                "{{ app.env.PATH }}:{{ app['two-words'] }}",
                "{{ users[0].name }}/{{ users.1['name'] }}/{{ users[0]['keys'][1] }}",
                "{{ nobody | default('x') }}{{ nobody.a.b | default(port) }}",
                "{{ nobody | d(users[9].name | d(\"deep\")) }}",
                "{{ chain }}",
                "{{ app }}",
                "{{ users[0]['keys'] }}",
                "{{ flag }}",
                "{{ inventory_hostname }}.{{ groups['web'][1] }}",
                "{{ '{{' }} literal",
                "{{ nobody | default(['a', 'b']) }}",
                "{{ (nobody | default(app)).env }}",
                "a  {{  port  }}\tb");
        StringBuilder vars = new StringBuilder("""
            port: 6379
            flag: true
            ratio: 1.50
            name: redis
            users: [ { name: ann, keys: [ k1, k2 ] }, { name: bob } ]
            app: { env: { PATH: /bin }, "two-words": x }
            chain: "{{ name }}-{{ port }}"
            """);
        for (int i = 0; i < templates.size(); i++) {
            vars.append("v%02d: '%s'\n".formatted(i, templates.get(i).replace("'", "''")));
        }
        inventories().file("hosts", "[web]\na\nb color=blue\n").file("group_vars/all.yml", vars.toString());
        Data expected = python("""
            import json, sys
            from ansible.inventory.manager import InventoryManager
            from ansible.parsing.dataloader import DataLoader
            from ansible.template import Templar
            from ansible.vars.manager import VariableManager
            loader = DataLoader()
            inventory = InventoryManager(loader=loader, sources=['hosts'])
            variables = VariableManager(loader=loader, inventory=inventory).get_vars(host=inventory.get_host('a'))
            templar = Templar(loader=loader, variables=variables)
            print(json.dumps({k: templar.template(v) for k, v in variables.items() if k[0] == 'v' and k[1:].isdigit()}))
            """, List.of());

        LoadedInventory inventory = new Inventories(directory).load("hosts");
        Expressions expressions = new Expressions(new TemplateFiles(List.of(), directory));
        HostName host = new HostName("a");
        VariableScope scope = VariableScope.of(inventory, Map.of(), directory.toString());
        for (int i = 0; i < templates.size(); i++) {
            String name = "v%02d".formatted(i);
            Definition definition =
                    Objects.requireNonNull(inventory.variables(host).get(name));
            Data found =
                    expressions.evaluate(definition.node(), name, scope, new Environment(host, Map.of(), Map.of()));
            assertThat(found)
                    .as(templates.get(i))
                    .isEqualTo(((Data.Mapping) expected).get(name).orElseThrow());
        }
    }

    private Inventories inventories() {
        return new Inventories(directory);
    }

    private void assertSame(Inventories inventories, String... sources) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        for (String source : sources) {
            arguments.add("-i");
            arguments.add(source);
        }
        assertThat(ours(inventories.load(sources))).isEqualTo(theirs(arguments));
    }

    private static Data ours(LoadedInventory inventory) {
        return InventoryDocument.of(inventory);
    }

    private Data theirs(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ansible-inventory", "--list"));
        command.addAll(arguments);
        return json(run(command));
    }

    private Data python(String program, List<String> argument) throws IOException, InterruptedException {
        String list = "[\"" + String.join("\",\"", argument) + "\"]";
        return json(run(List.of("/usr/bin/python3", "-c", program, list)));
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("HOME", directory.resolve("home").toString(), "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of %s", command.getFirst()).isZero();
        return output;
    }

    private static Data json(String text) {
        Problems problems = new Problems();
        Data read = CoreSchema.literal(YamlReader.read("answer", text, problems).orElseThrow());
        assertThat(problems.list()).isEmpty();
        return read;
    }
}
