package dev.belay.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the words of a line of configuration are coloured, by the kind of its file. A line is looked
/// at alone: what begins on an earlier line is not known.
public enum Syntax {
    NGINX(
            "(?<comment>#.*$)|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?|'(?:[^'\\\\]|\\\\.)*'?)"
                    + "|(?<variable>\\$\\{?\\w+\\}?)|(?<number>\\b\\d[\\w.:/]*)"
                    + "|(?<keyword>(?<=^|[;{}]|^\\s{0,99})\\s*[a-z_]+(?=[\\s;{]))"
                    + "|(?<mark>[{};])"),
    HAPROXY(
            "(?<comment>#.*$)|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?)"
                    + "|(?<variable>%\\[[^\\]]*\\]|\\$\\{?\\w+\\}?)|(?<number>\\b\\d[\\w.:/]*)"
                    + "|(?<keyword>^\\s*[a-z][\\w-]*)|(?<mark>[{}])"),
    SQUID(
            "(?<comment>#.*$)|(?<string>\"[^\"]*\"?)|(?<variable>%[<>{]?\\w+)"
                    + "|(?<number>\\b\\d[\\w.:/]*)|(?<keyword>^\\s*[a-z_]+|\\b(?:allow|deny)\\b)"
                    + "|(?<mark>[!])"),
    JSON(
            "(?<comment>//.*$)|(?<keyword>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:)|\\b(?:true|false|null)\\b)"
                    + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?)|(?<variable>\\$\\w+)"
                    + "|(?<number>-?\\b\\d[\\d.eE+-]*)|(?<mark>[\\[\\]{},:])"),
    YAML(
            "(?<comment>(?<=^|\\s)#.*$)|(?<keyword>^\\s*(?:- )?[\\w.\\-/]+(?=:(?:\\s|$)))"
                    + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"?|'[^']*'?)|(?<variable>[&*!]\\w+)"
                    + "|(?<number>(?<=\\s)-?\\d[\\w.:/]*)|(?<mark>[:\\[\\]{},]|^\\s*-(?=\\s))"),
    INI(
            "(?<comment>^\\s*[#;].*$)|(?<variable>^\\s*\\[[^\\]]*\\])"
                    + "|(?<keyword>^[^=#;\\[]+(?==))|(?<string>\"[^\"]*\"?)"
                    + "|(?<number>\\b\\d[\\w.:/]*)|(?<mark>=)"),
    PLAIN(
            "(?<comment>^\\s*#.*$)|(?<keyword>(?!))|(?<string>(?!))|(?<variable>(?!))|(?<number>(?!))|(?<mark>(?!))");

    /// What a word is.
    public enum Kind {
        COMMENT,
        KEYWORD,
        STRING,
        VARIABLE,
        NUMBER,
        MARK,
        TEXT
    }

    /// A word, or what lies between two.
    ///
    /// @param from of its first character
    /// @param to behind its last
    public record Token(Kind kind, int from, int to) {}

    private static final int LONGEST = 2_000;

    private final Pattern pattern;

    Syntax(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    public static Syntax of(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return JSON;
        }
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            return YAML;
        }
        if (name.endsWith(".ini")
                || name.endsWith(".service")
                || name.endsWith(".toml")
                || name.endsWith(".env")
                || name.contains("system.conf.d/")) {
            return INI;
        }
        if (name.contains("haproxy")) {
            return HAPROXY;
        }
        if (name.contains("squid")) {
            return SQUID;
        }
        return name.endsWith(".conf") || name.contains("nginx") ? NGINX : PLAIN;
    }

    /// The whole line, piece by piece, without gaps.
    public List<Token> tokens(String line) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        if (line.length() <= LONGEST) {
            Matcher matcher = pattern.matcher(line);
            while (matcher.find()) {
                if (matcher.end() == matcher.start()) {
                    continue;
                }
                if (matcher.start() > at) {
                    tokens.add(new Token(Kind.TEXT, at, matcher.start()));
                }
                tokens.add(new Token(kind(matcher), matcher.start(), matcher.end()));
                at = matcher.end();
            }
        }
        if (at < line.length()) {
            tokens.add(new Token(Kind.TEXT, at, line.length()));
        }
        return tokens;
    }

    private static Kind kind(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TEXT && matcher.group(kind.name().toLowerCase(Locale.ROOT)) != null) {
                return kind;
            }
        }
        return Kind.TEXT;
    }
}
