package dev.plumbline.core.expression;

import java.util.Map;
import java.util.Optional;

/** What to write here for the filters and lookups of Ansible. */
final class AnsibleWords {
    private static final Map<String, String> FILTERS = Map.<String, String>ofEntries(
            Map.entry("default", "x!\"value\", or default_if_empty(x, \"value\") where empty counts as missing"),
            Map.entry("d", "x!\"value\", or default_if_empty(x, \"value\") where empty counts as missing"),
            Map.entry("mandatory", "mandatory(x, \"message\"); an undefined name is an error anyhow"),
            Map.entry("int", "x?number, or int(x) to cut off what follows the point"),
            Map.entry("float", "x?number, or float(x)"),
            Map.entry("bool", "bool(x)"),
            Map.entry("string", "x?string"),
            Map.entry("length", "x?size, or x?length for a string"),
            Map.entry("count", "x?size"),
            Map.entry("lower", "x?lower_case"),
            Map.entry("upper", "x?upper_case"),
            Map.entry("capitalize", "x?cap_first"),
            Map.entry("title", "x?capitalize"),
            Map.entry("trim", "x?trim"),
            Map.entry("split", "x?split(\",\")"),
            Map.entry("join", "x?join(\",\")"),
            Map.entry("replace", "x?replace(\"a\", \"b\")"),
            Map.entry("first", "x?first"),
            Map.entry("last", "x?last"),
            Map.entry("min", "x?min"),
            Map.entry("max", "x?max"),
            Map.entry("sort", "x?sort, or x?sort_by(\"name\")"),
            Map.entry("reverse", "x?reverse"),
            Map.entry("list", "x; what gives several values gives a list here"),
            Map.entry("batch", "x?chunk(3)"),
            Map.entry("slice", "x?chunk(3)"),
            Map.entry("map", "x?map(y -> y.name)"),
            Map.entry("select", "x?filter(y -> ...)"),
            Map.entry("reject", "x?filter(y -> !...)"),
            Map.entry("selectattr", "x?filter(y -> y.name == ...)"),
            Map.entry("rejectattr", "x?filter(y -> y.name != ...)"),
            Map.entry("groupby", "group_by(x, \"name\"), or dict2items(group_by(x, \"name\"))"),
            Map.entry("ternary", "x?then(\"a\", \"b\")"),
            Map.entry("round", "x?round, x?floor or x?ceiling"),
            Map.entry("abs", "x?abs"),
            Map.entry("md5", "hash(x, \"md5\")"),
            Map.entry("sha1", "hash(x, \"sha1\")"),
            Map.entry("to_uuid", "uuid5(x)"),
            Map.entry("to_nice_yaml", "to_yaml(x)"),
            Map.entry("from_yaml_all", "from_yaml(x) for each document"),
            Map.entry("combine", "combine(x, y), or combine(x, y, true) for recursive"),
            Map.entry("items", "dict2items(x)"),
            Map.entry("dictsort", "dict2items(x)?sort_by(\"key\")"),
            Map.entry("symmetric_difference", "union(difference(x, y), difference(y, x))"),
            Map.entry("json_query", "dig(x, \"a.b\", default), or x?filter(y -> ...)?map(y -> ...)"),
            Map.entry("extract", "y[x]"),
            Map.entry("ipaddr", "ip_address(x), is_ip(x), network(x), prefix(x), netmask(x) or nth_host(x, 1)"),
            Map.entry("ipv4", "is_ip(x, 4)"),
            Map.entry("ipv6", "is_ip(x, 6)"),
            Map.entry("ipsubnet", "network(x)"),
            Map.entry("nthhost", "nth_host(x, 1)"),
            Map.entry("network_in_network", "in_network(x, y)"),
            Map.entry("network_in_usable", "in_network(x, y)"),
            Map.entry("human_readable", "human_bytes(x)"),
            Map.entry("human_to_bytes", "bytes(x)"),
            Map.entry("version", "version_compare(x, \">=\", \"1.2\")"),
            Map.entry("strftime", "format_time(seconds, \"yyyy-MM-dd\")"),
            Map.entry("hash", "hash(x, \"sha256\")"),
            Map.entry("password_hash", "password_hash(x, \"sha512\")"),
            Map.entry("random", "random(60, inventory_hostname); it needs a seed"),
            Map.entry("shuffle", "shuffle(x, inventory_hostname); it needs a seed"),
            Map.entry("regex_search", "regex_search(x, r\"...\")"),
            Map.entry("regex_findall", "regex_findall(x, r\"...\")"),
            Map.entry("regex_replace", "regex_replace(x, r\"...\", \"...\")"),
            Map.entry("subelements", "subelements(x, \"path\")"),
            Map.entry("union", "union(x, y)"),
            Map.entry("intersect", "intersect(x, y)"),
            Map.entry("difference", "difference(x, y)"),
            Map.entry("zip", "zip(x, y)"),
            Map.entry("product", "product(x, y)"),
            Map.entry("unique", "unique(x)"),
            Map.entry("flatten", "flatten(x)"),
            Map.entry("sum", "sum(x)"),
            Map.entry("quote", "quote(x)"),
            Map.entry("comment", "comment(x)"),
            Map.entry("indent", "indent(x, 4)"),
            Map.entry("wordwrap", "wordwrap(x, 79)"),
            Map.entry("basename", "basename(x)"),
            Map.entry("dirname", "dirname(x)"),
            Map.entry("splitext", "splitext(x)"),
            Map.entry("b64encode", "b64encode(x)"),
            Map.entry("b64decode", "b64decode(x)"),
            Map.entry("urlencode", "urlencode(x)"),
            Map.entry("to_json", "to_json(x)"),
            Map.entry("from_json", "from_json(x)"),
            Map.entry("to_nice_json", "to_nice_json(x)"),
            Map.entry("to_yaml", "to_yaml(x)"),
            Map.entry("from_yaml", "from_yaml(x)"),
            Map.entry("dict2items", "dict2items(x)"),
            Map.entry("items2dict", "items2dict(x)"),
            Map.entry("checksum", "checksum(x)"),
            Map.entry("regex_escape", "regex_escape(x)"));

    private static final Map<String, String> LOOKUPS = Map.ofEntries(
            Map.entry("env", "Write env(\"NAME\")."),
            Map.entry("file", "Write file(\"name\")."),
            Map.entry("lines", "Write lines_of(\"name\") for a file's lines; nothing is run for a value."),
            Map.entry("fileglob", "Write files_like(\"*.conf\")."),
            Map.entry("vars", "Write the variable's name, or hostvars[inventory_hostname][name]."),
            Map.entry("template", "Use the module template, or give the text as a variable."),
            Map.entry("password", "Give the password as a secret variable; random values change with each run."),
            Map.entry("pipe", "Nothing is run for a value: use the module command and register."),
            Map.entry("url", "Nothing is fetched for a value: use a task and register."),
            Map.entry("dict", "Write dict2items(x)."),
            Map.entry("items", "Write flatten(x, 1)."),
            Map.entry("nested", "Write product(x, y)."),
            Map.entry("together", "Write zip(x, y)."),
            Map.entry("subelements", "Write subelements(x, \"path\")."),
            Map.entry("sequence", "Write 1..10."),
            Map.entry("first_found", "Write file_exists(x)?then(x, y)."));

    private AnsibleWords() {}

    /** What stands here for a filter. */
    static Optional<String> insteadOf(String filter) {
        return Optional.ofNullable(FILTERS.get(filter));
    }

    /** Says what to write for a filter. */
    static String filter(String name) {
        return FILTERS.containsKey(name)
                ? "Write " + FILTERS.get(name) + "."
                : "Write x?name for a built-in, name(x) for a function, and || for 'or'.";
    }

    /** Says what to write for a lookup. */
    static String lookup(String plugin) {
        String name = plugin.substring(plugin.lastIndexOf('.') + 1);
        return LOOKUPS.getOrDefault(name, "Give the value as a variable; file(\"x\") and env(\"X\") look values up.");
    }
}
