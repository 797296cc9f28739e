package dev.belay.agent.remote;

import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what Pacemaker 2.1.5 and its neighbours write: after the first letter beyond ASCII the
/// rest of an attribute's value is not escaped any more (a `break` that leaves the wrong loop in
/// `crm_xml_escape`), so that a quoted word in a message of an agent breaks the whole answer.
///
/// A value that is not escaped ends at the first quote that an attribute or the end of the tag
/// follows. Of two attributes by one name the first counts: the daemon writes what an agent said
/// after all that it says itself.
final class HalfEscaped {

    private static final Pattern ENTITY =
            Pattern.compile("&(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9A-Fa-f]{1,6});");
    private static final Pattern NAME = Pattern.compile("\\s+([A-Za-z_][A-Za-z0-9_.:-]*)=\"");
    private static final Pattern END = Pattern.compile("\\s*(/?>)");

    private final String raw;
    private final StringBuilder out = new StringBuilder();
    private final Matcher name;
    private final Matcher end;
    private int at;

    private HalfEscaped(String raw) {
        this.raw = raw;
        this.name = NAME.matcher(raw);
        this.end = END.matcher(raw);
    }

    /// As it is, where that is XML; else as it was meant.
    static XmlElement parse(String text) throws XmlException {
        try {
            return XmlElement.parsePlain(text);
        } catch (XmlException e) {
            // Where that is no XML either, that is the fault to be told.
            return XmlElement.parsePlain(new HalfEscaped(text).mended());
        }
    }

    private String mended() {
        while (at < raw.length()) {
            char one = raw.charAt(at);
            out.append(one);
            at++;
            if (one == '<' && at < raw.length() && Character.isLetter(raw.charAt(at))) {
                tag();
            }
        }
        return out.toString();
    }

    private void tag() {
        while (at < raw.length()
                && !Character.isWhitespace(raw.charAt(at))
                && raw.charAt(at) != '>'
                && raw.charAt(at) != '/') {
            out.append(raw.charAt(at));
            at++;
        }
        Set<String> seen = new HashSet<>();
        while (name.region(at, raw.length()).lookingAt()) {
            String attribute = name.group(1);
            at = name.end();
            int close = close();
            if (seen.add(attribute)) {
                out.append(' ').append(attribute).append("=\"");
                escape(raw.substring(at, close));
                out.append('"');
            }
            at = Math.min(raw.length(), close + 1);
        }
    }

    /// Where the value that begins here ends.
    private int close() {
        for (int quote = raw.indexOf('"', at); quote >= 0; quote = raw.indexOf('"', quote + 1)) {
            int next = quote + 1;
            if (next == raw.length()
                    || name.region(next, raw.length()).lookingAt()
                    || end.region(next, raw.length()).lookingAt()) {
                return quote;
            }
        }
        return raw.length();
    }

    private void escape(String value) {
        Matcher entity = ENTITY.matcher(value);
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            switch (one) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                case '\r' -> out.append("&#13;");
                case '&' -> {
                    boolean isEntity = entity.region(i, value.length()).lookingAt();
                    out.append(isEntity ? "&" : "&amp;");
                }
                default -> out.append(one);
            }
        }
    }
}
