package dev.plumbline.redis;

import dev.plumbline.api.read.RedisAnswer;

/** A conversation with one server, whichever way leads to it. Each failure is an answer. */
interface Talk extends AutoCloseable {

    RedisAnswer ask(String... words);

    @Override
    void close();
}
