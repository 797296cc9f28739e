package dev.belay.reach.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Splits a command line into its words as a shell does with blanks, quotes and backslashes, and
/// without anything else: no shell ever sees it.
public final class CommandWords {

    private CommandWords() {}

    /// The words; empty when a quote is not closed.
    public static Optional<List<String>> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                isWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                isWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                isWord = true;
            } else if (isWord) {
                words.add(word.toString());
                word.setLength(0);
                isWord = false;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }

    /// A line that has these words.
    public static String line(List<String> words) {
        return words.stream().map(CommandWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean isPlain =
                !word.isEmpty()
                        && word.chars()
                                .noneMatch(c ->
                                        Character.isWhitespace(c)
                                                || c == '"'
                                                || c == '\''
                                                || c == '\\');
        return isPlain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
