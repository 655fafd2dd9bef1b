package dev.plumbline.ssh.config;

import java.util.Map;

/** The tokens of ssh_config(5), TOKENS, and <code>${NAME}</code> of the environment. */
record Tokens(Map<Character, String> values, Map<String, String> environment) {

    /** The tokens of HostName. */
    static final String OF_HOSTNAME = "h";

    /** The tokens of ProxyCommand and ProxyJump. */
    static final String OF_PROXY = "hnpr";

    /** The tokens of settings that name files. */
    static final String OF_FILES = "CdhijkLlnpru";

    Tokens {
        values = Map.copyOf(values);
        environment = Map.copyOf(environment);
    }

    /** Replaces the tokens that are allowed, and {@code %%}; any other is a problem. */
    String expand(String text, String allowed, String keyword, Origin origin) throws ConfigProblem {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char each = text.charAt(at);
            at++;
            if (each != '%') {
                result.append(each);
                continue;
            }
            if (at >= text.length()) {
                throw new ConfigProblem(origin, keyword + ": a single % at the end; %% stands for a percent sign");
            }
            char token = text.charAt(at);
            at++;
            if (token == '%') {
                result.append('%');
            } else if (allowed.indexOf(token) >= 0 && values.containsKey(token)) {
                result.append(values.get(token));
            } else {
                throw new ConfigProblem(origin, keyword + ": the token %" + token + " is not known there");
            }
        }
        return result.toString();
    }

    /** Replaces <code>${NAME}</code>; a variable that isn't set is a problem, as it is to OpenSSH. */
    String expandEnvironment(String text, String keyword, Origin origin) throws ConfigProblem {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (true) {
            int start = text.indexOf("${", at);
            if (start < 0) {
                return result.append(text, at, text.length()).toString();
            }
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new ConfigProblem(origin, keyword + ": ${ is not closed");
            }
            String value = environment.get(text.substring(start + 2, end));
            if (value == null) {
                throw new ConfigProblem(
                        origin, keyword + ": the environment has no variable " + text.substring(start + 2, end));
            }
            result.append(text, at, start).append(value);
            at = end + 1;
        }
    }
}
