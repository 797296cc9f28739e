package dev.belay.model.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The difference of two texts in the unified format of diff(1), by lines.
///
/// The shortest script: E. W. Myers, *An O(ND) Difference Algorithm and Its Variations*, 1986.
public final class UnifiedDiff {

    /// Longer files are shown as "changed" alone.
    public static final int MOST_BYTES = 1024 * 1024;

    /// Beyond so many changed lines the whole middle is shown as replaced.
    private static final int MOST_EDITS = 1_000;

    private static final int AROUND = 3;

    private UnifiedDiff() {}

    /// One line of the script.
    private record Line(char sign, String text) {}

    /// Compares two files.
    ///
    /// @param from empty for a file that was not there
    /// @return hunks without file names; empty when the texts are the same, no texts, or too long
    public static String between(byte[] from, byte[] to) {
        String old = text(from);
        String now = text(to);
        if (old == null || now == null || old.equals(now)) {
            return "";
        }
        return hunks(script(lines(old), lines(now)));
    }

    private static @Nullable String text(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return null;
        }
        for (byte one : bytes) {
            if (one == 0) {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            // Not UTF-8: shown as changed, without its lines.
            return null;
        }
    }

    /// The last line keeps a mark when no line feed ends it, as diff(1) shows it.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                lines.add(text.substring(at) + "\n\\ No newline at end of file");
                break;
            }
            lines.add(text.substring(at, end));
            at = end + 1;
        }
        return lines;
    }

    private static List<Line> script(List<String> old, List<String> now) {
        int head = 0;
        int least = Math.min(old.size(), now.size());
        while (head < least && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<Line> script = new ArrayList<>();
        old.subList(0, head).forEach(line -> script.add(new Line(' ', line)));
        script.addAll(
                middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail)));
        old.subList(old.size() - tail, old.size()).forEach(line -> script.add(new Line(' ', line)));
        return script;
    }

    private static List<Line> middle(List<String> old, List<String> now) {
        int most = Math.min(old.size() + now.size(), MOST_EDITS);
        var furthest = new int[2 * most + 3];
        int zero = most + 1;
        List<int[]> trace = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            // Only the diagonals that these edits can reach are kept, or memory would be squared.
            var kept = new int[2 * edits + 3];
            System.arraycopy(furthest, zero - edits - 1, kept, 0, kept.length);
            trace.add(kept);
            for (int k = -edits; k <= edits; k += 2) {
                boolean down =
                        k == -edits
                                || (k != edits && furthest[zero + k - 1] < furthest[zero + k + 1]);
                int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                while (x < old.size() && x - k < now.size() && old.get(x).equals(now.get(x - k))) {
                    x++;
                }
                furthest[zero + k] = x;
                if (x >= old.size() && x - k >= now.size()) {
                    return back(old, now, trace);
                }
            }
        }
        List<Line> replaced = new ArrayList<>();
        old.forEach(line -> replaced.add(new Line('-', line)));
        now.forEach(line -> replaced.add(new Line('+', line)));
        return replaced;
    }

    private static List<Line> back(List<String> old, List<String> now, List<int[]> trace) {
        List<Line> reversed = new ArrayList<>();
        int x = old.size();
        int y = now.size();
        for (int edits = trace.size() - 1; edits >= 0; edits--) {
            int[] furthest = trace.get(edits);
            int zero = edits + 1;
            int k = x - y;
            boolean down =
                    k == -edits || (k != edits && furthest[zero + k - 1] < furthest[zero + k + 1]);
            int before = edits == 0 ? 0 : down ? k + 1 : k - 1;
            int startX = edits == 0 ? 0 : furthest[zero + before];
            int startY = edits == 0 ? 0 : startX - before;
            while (x > startX && y > startY) {
                reversed.add(new Line(' ', old.get(x - 1)));
                x--;
                y--;
            }
            if (edits > 0) {
                reversed.add(
                        down ? new Line('+', now.get(startY)) : new Line('-', old.get(startX)));
                x = startX;
                y = startY;
            }
        }
        return reversed.reversed();
    }

    private static String hunks(List<Line> script) {
        var text = new StringBuilder();
        int oldLine = 1;
        int newLine = 1;
        int at = 0;
        while (at < script.size()) {
            if (script.get(at).sign() == ' ') {
                at++;
                oldLine++;
                newLine++;
                continue;
            }
            int begin = Math.max(0, at - AROUND);
            int end = endOfHunk(script, at);
            hunk(text, script.subList(begin, end), oldLine - (at - begin), newLine - (at - begin));
            for (Line line : script.subList(at, end)) {
                oldLine += line.sign() == '+' ? 0 : 1;
                newLine += line.sign() == '-' ? 0 : 1;
            }
            at = end;
        }
        return text.toString();
    }

    /// Changes with at most twice the context between them share a hunk.
    private static int endOfHunk(List<Line> script, int from) {
        int lastChange = from;
        for (int i = from; i < script.size() && i - lastChange <= 2 * AROUND; i++) {
            if (script.get(i).sign() != ' ') {
                lastChange = i;
            }
        }
        return Math.min(script.size(), lastChange + 1 + AROUND);
    }

    private static void hunk(StringBuilder text, List<Line> lines, int oldLine, int newLine) {
        long olds = lines.stream().filter(line -> line.sign() != '+').count();
        long news = lines.stream().filter(line -> line.sign() != '-').count();
        text.append("@@ -").append(range(oldLine, olds));
        text.append(" +").append(range(newLine, news)).append(" @@\n");
        lines.forEach(line -> text.append(line.sign()).append(line.text()).append('\n'));
    }

    private static String range(int line, long count) {
        int shown = count == 0 ? line - 1 : line;
        return count == 1 ? Integer.toString(shown) : shown + "," + count;
    }
}
