package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {

    @Test
    void keepsBytesInOrderWhateverTheirPieces() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ByteQueue queue = new ByteQueue(40_000);
            ByteArrayOutputStream in = new ByteArrayOutputStream();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int step = 0; step < 60; step++) {
                byte[] piece = new byte[random.nextInt(9_000)];
                random.nextBytes(piece);
                if (random.nextBoolean() && queue.offer(piece, 0, piece.length)) {
                    in.write(piece);
                } else if (queue.available() > 0) {
                    byte[] read = new byte[1 + random.nextInt(12_000)];
                    out.write(read, 0, queue.read(read, 0, read.length, Duration.ZERO));
                }
            }
            queue.end();
            out.write(queue.asStream().readAllBytes());
            assertThat(out.toByteArray()).as("seed %d", seed).isEqualTo(in.toByteArray());
        }
    }

    @Test
    void takesNoMoreThanItsBound() {
        ByteQueue queue = new ByteQueue(10);
        assertThat(queue.offer(new byte[10], 0, 10)).isTrue();
        assertThat(queue.offer(new byte[1], 0, 1)).isFalse();
        assertThat(queue.available()).isEqualTo(10);
    }

    @Test
    void waitsNoLongerThanAsked() {
        ByteQueue queue = new ByteQueue(10);
        assertThatThrownBy(() -> queue.read(new byte[1], 0, 1, Duration.ofMillis(50)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void discardEndsReaders() throws Exception {
        ByteQueue queue = new ByteQueue(10);
        queue.offer(new byte[5], 0, 5);
        queue.discard();
        assertThat(queue.read(new byte[5], 0, 5, Duration.ZERO)).isEqualTo(-1);
        assertThat(queue.offer(new byte[5], 0, 5)).isTrue();
        assertThat(queue.available()).isZero();
    }
}
