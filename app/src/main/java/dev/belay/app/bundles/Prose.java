package dev.belay.app.bundles;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Markdown as runbooks are written in it: headings, paragraphs, lists, commands and tables.
/// Whatever else stands there is a paragraph; nothing is refused.
final class Prose {

    /// One part of a text.
    sealed interface Block {
        /// The head of what follows.
        ///
        /// @param level 1 for the title
        record Heading(int level, List<Span> spans) implements Block {
            public Heading {
                spans = List.copyOf(spans);
            }
        }

        record Paragraph(List<Span> spans) implements Block {
            public Paragraph {
                spans = List.copyOf(spans);
            }
        }

        /// An entry of a list.
        ///
        /// @param depth how far in; 0 for the outermost
        /// @param mark its number with a full stop, or a bullet
        record Item(int depth, String mark, List<Span> spans) implements Block {
            public Item {
                spans = List.copyOf(spans);
            }
        }

        /// Commands, one a line.
        ///
        /// @param depth how far in
        record Code(int depth, String text) implements Block {}

        /// Rows of cells.
        ///
        /// @param rows the head first
        record Table(List<List<List<Span>>> rows) implements Block {
            public Table {
                rows = List.copyOf(rows);
            }
        }
    }

    /// Some of a line.
    ///
    /// @param isCode whether it is a command or a name, as it is to be typed
    record Span(String text, boolean isCode) {}

    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?)(?: +#+)?");
    private static final Pattern ITEM = Pattern.compile("( *)([0-9]{1,9}\\.|[-*+]) +(.*)");
    private static final Pattern FENCE = Pattern.compile("( *)```.*");
    private static final Pattern RULE = Pattern.compile("\\|(?: *:?-+:? *\\|)+ *");
    private static final String BULLET = "•";
    private static final int INDENT = 3;
    private static final int PIECE = 400;

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    private Prose() {}

    static List<Block> of(String text) {
        Prose prose = new Prose();
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            at = prose.take(lines, at);
        }
        prose.close();
        return List.copyOf(prose.blocks);
    }

    /// As much of the beginning as is worth so many pieces: a line of commands, a cell and a run of
    /// text are one piece for each [#PIECE] characters of them.
    static List<Block> first(List<Block> blocks, int pieces) {
        List<Block> first = new ArrayList<>();
        int left = pieces;
        for (Block block : blocks) {
            if (left <= 0) {
                return first;
            }
            int all = pieces(block);
            first.add(all <= left ? block : cut(block, left));
            left -= all;
        }
        return first;
    }

    private static Block cut(Block block, int left) {
        return switch (block) {
            case Block.Heading(int level, List<Span> spans) ->
                    new Block.Heading(level, cut(spans, left));
            case Block.Paragraph(List<Span> spans) -> new Block.Paragraph(cut(spans, left));
            case Block.Item(int depth, String mark, List<Span> spans) ->
                    new Block.Item(depth, mark, cut(spans, left));
            case Block.Code(int depth, String text) ->
                    new Block.Code(
                            depth,
                            text.lines()
                                    .limit(left)
                                    .map(line -> cut(line, left))
                                    .collect(Collectors.joining("\n")));
            case Block.Table(List<List<List<Span>>> rows) -> new Block.Table(rows(rows, left));
        };
    }

    private static List<List<List<Span>>> rows(List<List<List<Span>>> rows, int left) {
        List<List<List<Span>>> first = new ArrayList<>();
        int room = left;
        for (List<List<Span>> row : rows) {
            if (room <= 0) {
                return first;
            }
            int most = room;
            List<List<Span>> shown = row.stream().limit(most).map(one -> cut(one, most)).toList();
            first.add(shown);
            room -= Math.max(1, row.size());
        }
        return first;
    }

    private static List<Span> cut(List<Span> spans, int left) {
        return spans.stream()
                .limit(left)
                .map(one -> new Span(cut(one.text(), left), one.isCode()))
                .toList();
    }

    private static String cut(String text, int left) {
        long most = (long) left * PIECE;
        return text.length() <= most ? text : text.substring(0, (int) most);
    }

    private static int pieces(Block block) {
        return switch (block) {
            case Block.Heading(_, List<Span> spans) -> pieces(spans);
            case Block.Paragraph(List<Span> spans) -> pieces(spans);
            case Block.Item(_, _, List<Span> spans) -> pieces(spans);
            case Block.Code(_, String text) ->
                    Math.max(1, text.lines().mapToInt(line -> 1 + line.length() / PIECE).sum());
            case Block.Table(List<List<List<Span>>> rows) ->
                    rows.stream()
                            .mapToInt(
                                    row -> Math.max(1, row.stream().mapToInt(Prose::pieces).sum()))
                            .sum();
        };
    }

    private static int pieces(List<Span> spans) {
        return Math.max(1, spans.stream().mapToInt(one -> 1 + one.text().length() / PIECE).sum());
    }

    /// @return the line to go on with
    private int take(List<String> lines, int at) {
        String line = lines.get(at);
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
            close();
            return code(lines, at + 1, fence.group(1).length());
        }
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (heading.matches()) {
            close();
            blocks.add(new Block.Heading(heading.group(1).length(), spans(heading.group(2))));
        } else if (item.matches()) {
            close();
            String mark = item.group(2);
            blocks.add(
                    new Block.Item(
                            item.group(1).length() / INDENT,
                            mark.endsWith(".") ? mark : BULLET,
                            spans(item.group(3))));
        } else if (line.startsWith("|") && isRule(lines, at + 1)) {
            close();
            return table(lines, at);
        } else if (line.isBlank()) {
            close();
        } else {
            open.add(line.strip());
        }
        return at + 1;
    }

    private void close() {
        if (!open.isEmpty()) {
            blocks.add(new Block.Paragraph(spans(String.join(" ", open))));
            open.clear();
        }
    }

    private int code(List<String> lines, int first, int indent) {
        List<String> code = new ArrayList<>();
        int at = first;
        while (at < lines.size() && !FENCE.matcher(lines.get(at)).matches()) {
            String line = lines.get(at);
            boolean isIndented = line.length() >= indent && line.substring(0, indent).isBlank();
            code.add(isIndented ? line.substring(indent) : line);
            at++;
        }
        blocks.add(new Block.Code(indent / INDENT, String.join("\n", code)));
        return at + 1;
    }

    private static boolean isRule(List<String> lines, int at) {
        return at < lines.size() && RULE.matcher(lines.get(at)).matches();
    }

    private int table(List<String> lines, int first) {
        List<List<List<Span>>> rows = new ArrayList<>();
        rows.add(cells(lines.get(first)));
        int at = first + 2;
        while (at < lines.size() && lines.get(at).startsWith("|")) {
            rows.add(cells(lines.get(at)));
            at++;
        }
        blocks.add(new Block.Table(rows));
        return at;
    }

    /// What stands between the bars that are no text.
    private static List<List<Span>> cells(String line) {
        List<List<Span>> cells = new ArrayList<>();
        int begin = 1;
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == '|') {
                cells.add(spans(line.substring(begin, i).strip()));
                begin = i + 1;
            }
        }
        if (!line.substring(begin).isBlank()) {
            cells.add(spans(line.substring(begin).strip()));
        }
        return List.copyOf(cells);
    }

    /// Text and code; a backslash makes text of what follows it.
    private static List<Span> spans(String line) {
        List<Span> spans = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            int end = c == '`' ? line.indexOf('`', i + 1) : -1;
            if (end > 0) {
                add(spans, text, false);
                text.append(line, i + 1, end);
                add(spans, text, true);
                i = end;
            } else if (c == '\\' && i + 1 < line.length() && isMark(line.charAt(i + 1))) {
                i++;
                text.append(line.charAt(i));
            } else {
                text.append(c);
            }
            i++;
        }
        add(spans, text, false);
        return List.copyOf(spans);
    }

    private static boolean isMark(char c) {
        return c < 128 && !Character.isLetterOrDigit(c) && !Character.isWhitespace(c);
    }

    private static void add(List<Span> spans, StringBuilder text, boolean isCode) {
        if (!text.isEmpty()) {
            spans.add(new Span(text.toString(), isCode));
            text.setLength(0);
        }
    }
}
