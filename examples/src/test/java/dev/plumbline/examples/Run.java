package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run of plumb: what it printed and how it ended. */
record Run(Finished process) {
    private static final ObjectMapper JSON = new ObjectMapper();

    int exit() {
        return process.exit();
    }

    String out() {
        return process.out();
    }

    String err() {
        return process.err();
    }

    /** All that it printed. */
    String text() {
        return process.out() + process.err();
    }

    JsonNode json() {
        try {
            return JSON.readTree(process.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON document: " + e.getMessage() + "\n" + process, e);
        }
    }

    Run exits(int code) {
        assertThat(exit()).as(() -> process.toString()).isEqualTo(code);
        return this;
    }

    JsonNode summary() {
        return json().path("summary");
    }

    int changes() {
        return summary().path("changes").asInt(-1);
    }

    Run hasNoChanges() {
        assertThat(changes()).as(() -> process.toString()).isZero();
        return this;
    }

    JsonNode host(Host host) {
        return elements(json().path("hosts"))
                .filter(found -> found.path("host").asText().equals(host.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no host " + host.name() + "\n" + process));
    }

    String status(Host host) {
        return host(host).path("status").asText();
    }

    Stream<JsonNode> tasks(Host host) {
        return elements(host(host).path("tasks"));
    }

    /** What differs on a host, each as {@code attribute: before -> after}. */
    List<String> differences(Host host) {
        List<String> differences = new ArrayList<>();
        tasks(host)
                .forEach(task ->
                        elements(task.path("differences")).map(Run::words).forEach(differences::add));
        return differences;
    }

    private static String words(JsonNode difference) {
        return difference.path("attribute").asText() + ": "
                + difference.path("before").asText() + " -> "
                + difference.path("after").asText();
    }

    /** All error codes, of hosts and of tasks. */
    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        json().findValues("error").forEach(error -> {
            if (error.hasNonNull("code")) {
                codes.add(error.path("code").asText());
            }
        });
        return codes;
    }

    /** The error of this code, wherever it stands. */
    JsonNode error(String code) {
        return json().findValues("error").stream()
                .filter(error -> error.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no error " + code + "\n" + process));
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return array.valueStream();
    }

    @Override
    public String toString() {
        return process.toString();
    }
}
