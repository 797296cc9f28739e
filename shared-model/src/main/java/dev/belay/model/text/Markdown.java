package dev.belay.model.text;

/// Texts inside of Markdown.
public final class Markdown {

    private Markdown() {}

    /// Text that is nothing but text, also in a cell of a table.
    public static String text(String plain) {
        var out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if ("\\`*_{}[]<>#|!&".indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else {
                out.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return out.toString();
    }
}
