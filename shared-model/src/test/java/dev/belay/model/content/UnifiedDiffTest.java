package dev.belay.model.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void a_change_is_shown_with_three_lines_around_it() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    }

    @Test
    void a_new_and_an_emptied_file_are_all_one_change() {
        assertThat(diff("", "a\nb\n")).isEqualTo("@@ -0,0 +1,2 @@\n+a\n+b\n");
        assertThat(diff("a\n", "")).isEqualTo("@@ -1 +0,0 @@\n-a\n");
    }

    @Test
    void a_missing_last_line_feed_is_told() {
        assertThat(diff("a", "a\n"))
                .isEqualTo("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    }

    @Test
    void what_is_no_text_has_no_lines() {
        assertThat(UnifiedDiff.between(new byte[] {0}, new byte[] {1})).isEmpty();
        assertThat(UnifiedDiff.between(new byte[] {'a'}, new byte[] {(byte) 0xff})).isEmpty();
        assertThat(diff("same\n", "same\n")).isEmpty();
    }

    @Test
    void a_difference_applied_to_the_old_text_gives_the_new_one() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            List<String> old = lines(random, random.nextInt(40));
            List<String> now = edited(old, random);
            String diff = diff(text(old), text(now));
            assertThat(applied(old, diff)).as("seed %d%n%s", seed, diff).isEqualTo(now);
        }
    }

    @Test
    void a_text_that_changed_all_over_is_replaced_as_a_whole() {
        List<String> old = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            old.add("old " + i);
            now.add("new " + i);
        }
        assertThat(applied(old, diff(text(old), text(now)))).isEqualTo(now);
    }

    private static List<String> applied(List<String> old, String diff) {
        List<String> result = new ArrayList<>();
        int at = 0;
        for (String line : diff.split("\n", -1)) {
            if (line.startsWith("@@")) {
                String[] range = line.substring(4, line.indexOf(" +")).split(",", -1);
                int begin = Integer.parseInt(range[0]) - 1;
                if (range.length > 1 && range[1].equals("0")) {
                    begin++;
                }
                result.addAll(old.subList(at, begin));
                at = begin;
            } else if (line.startsWith(" ")) {
                assertThat(old.get(at)).isEqualTo(line.substring(1));
                result.add(old.get(at++));
            } else if (line.startsWith("-")) {
                assertThat(old.get(at++)).isEqualTo(line.substring(1));
            } else if (line.startsWith("+")) {
                result.add(line.substring(1));
            }
        }
        result.addAll(old.subList(at, old.size()));
        return result;
    }

    private static List<String> edited(List<String> old, Random random) {
        List<String> now = new ArrayList<>(old);
        for (int i = random.nextInt(6); i > 0; i--) {
            if (!now.isEmpty() && random.nextBoolean()) {
                now.remove(random.nextInt(now.size()));
            } else {
                now.add(random.nextInt(now.size() + 1), Integer.toString(random.nextInt(5)));
            }
        }
        return now;
    }

    private static List<String> lines(Random random, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(Integer.toString(random.nextInt(5)));
        }
        return lines;
    }

    private static String text(List<String> lines) {
        return String.join("", lines.stream().map(line -> line + "\n").toList());
    }

    private static String diff(String from, String to) {
        return UnifiedDiff.between(
                from.getBytes(StandardCharsets.UTF_8), to.getBytes(StandardCharsets.UTF_8));
    }
}
