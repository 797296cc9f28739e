package dev.belay.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Languages;
import dev.belay.model.design.Design;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DesignRoundTripTest {

    private static final int DESIGNS = 2_000;
    private static final int MUTATIONS = 20_000;

    @Test
    void what_is_written_is_read_back_as_the_same_design_and_written_again_as_the_same_bytes() {
        RandomDesigns designs = new RandomDesigns(1);
        for (int i = 0; i < DESIGNS; i++) {
            Design design = designs.next();
            byte[] bytes = DesignFormat.write(design).getBytes(StandardCharsets.UTF_8);
            assertThat(DesignFormat.read(bytes))
                    .as("design %d of seed 1", i)
                    .isEqualTo(new Reading.Read(design, DesignFormat.VERSION));
            Reading.Read again = (Reading.Read) DesignFormat.read(bytes);
            assertThat(DesignFormat.write(again.design()))
                    .as("design %d of seed 1", i)
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_random_design_is_checked_without_an_exception_and_every_problem_has_its_texts() {
        RandomDesigns designs = new RandomDesigns(2);
        for (int i = 0; i < 300; i++) {
            Design design = designs.next();
            assertThatCode(
                            () -> {
                                for (var problem : DesignChecks.check(design)) {
                                    for (var locale : Languages.ALL) {
                                        assertThat(problem.sentence(locale)).isNotBlank();
                                        assertThat(problem.advice(locale)).isNotBlank();
                                        problem.fix()
                                                .ifPresent(fix -> {
                                                    assertThat(fix.label(locale)).isNotBlank();
                                                    assertThat(fix.apply(design)).isNotNull();
                                                });
                                    }
                                }
                            })
                    .as("design %d of seed 2", i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_corrupted_file_gives_a_design_or_problems_and_never_an_exception() {
        Random random = new Random(3);
        RandomDesigns designs = new RandomDesigns(3, 1);
        byte[] good = {};
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            if (i % 100 == 0) {
                good = DesignFormat.write(designs.next()).getBytes(StandardCharsets.UTF_8);
            }
            Reading reading = DesignFormat.read(mutated(good, random));
            switch (reading) {
                case Reading.Read(Design design, int _) ->
                        assertThat(DesignFormat.read(DesignFormat.write(design)))
                                .as("mutation %d of seed 3", i)
                                .isEqualTo(new Reading.Read(design, DesignFormat.VERSION));
                case Reading.Refused(var problems) -> {
                    refused++;
                    assertThat(problems).as("mutation %d of seed 3", i).isNotEmpty();
                    assertThat(problems.getFirst().toString()).isNotBlank();
                }
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                bytes[at] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 2 -> {
                byte[] marks = "{}[]\",:0-\\ntf9".getBytes(StandardCharsets.UTF_8);
                bytes[at] = marks[random.nextInt(marks.length)];
                yield bytes;
            }
            case 3 ->
                    spliced(
                            bytes,
                            at,
                            Math.min(bytes.length, at + random.nextInt(200)),
                            new byte[0]);
            case 4 -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + random.nextInt(200));
                yield spliced(bytes, at, at, Arrays.copyOfRange(bytes, from, to));
            }
            default -> tokenReplaced(bytes, random);
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] spliced = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
        return spliced;
    }

    /// Valid JSON of the wrong kind goes further into the reader than garbage does.
    private static byte[] tokenReplaced(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String[] values = {
            "null", "[]", "{}", "-1", "1e999", "\"x\"", "true", "99999999999999999999", "[[]]"
        };
        int colon = text.indexOf(": ", random.nextInt(text.length()));
        if (colon < 0) {
            return bytes;
        }
        int end = colon + 2;
        while (end < text.length() && ",\n}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = values[random.nextInt(values.length)];
        return (text.substring(0, colon + 2) + value + text.substring(end))
                .getBytes(StandardCharsets.UTF_8);
    }
}
