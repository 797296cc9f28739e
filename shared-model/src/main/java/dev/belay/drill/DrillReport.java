package dev.belay.drill;

import dev.belay.model.text.Markdown;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The result of a drill as a page of its own, or as Markdown. Pure.
public final class DrillReport {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);

    private final DrillResult result;
    private final DrillText text;
    private final ZoneId zone;

    /// A line of the table.
    private record Fact(String name, String value) {}

    /// @param zone of whoever reads it
    public DrillReport(DrillResult result, Locale locale, ZoneId zone) {
        this.result = result;
        this.text = DrillText.of(locale);
        this.zone = zone;
    }

    private String title() {
        return text.text("title", result.service(), text.kind(result.kind()));
    }

    private List<Fact> facts() {
        List<Fact> all = new ArrayList<>();
        all.add(fact("when", WHEN.format(result.at().atZone(zone))));
        all.add(fact("kind", text.kind(result.kind())));
        if (result.faultMillis() > 0) {
            all.add(fact("lasted", DrillText.millis(result.faultMillis())));
        }
        Long start = result.startMillis();
        if (start != null) {
            all.add(fact("start", text.text("fact.start.value", DrillText.millis(start))));
        }
        all.add(fact("way", text.way(result)));
        if (!result.reason().isEmpty()) {
            all.add(fact("reason", result.reason()));
        }
        if (!result.alsoHit().isEmpty()) {
            all.add(fact("also", String.join(", ", result.alsoHit())));
        }
        all.add(fact("probe", result.probe()));
        NameSeen name = result.name();
        if (name != null) {
            all.add(fact("name", text.name(result)));
            all.add(
                    fact(
                            "resolver",
                            name.resolver().isEmpty()
                                    ? text.text("fact.resolver.system")
                                    : name.resolver()));
            all.add(fact("ttl", name.ttlSeconds() + " s"));
        }
        all.add(fact("interval", DrillText.millis(result.intervalMillis())));
        all.add(
                fact(
                        "counts",
                        text.text(
                                "fact.counts.value",
                                Integer.toString(result.sent()),
                                Integer.toString(result.answered()),
                                Integer.toString(result.lost()))));
        all.add(
                fact(
                        "timing",
                        text.text(
                                "fact.timing.value",
                                result.timing(),
                                DrillText.millis(result.leaseMillis()))));
        all.add(fact("blind", DrillText.millis(result.blindMillis())));
        if (result.kind() == dev.belay.api.DrillKind.MOVE) {
            all.add(
                    fact(
                            "back",
                            text.text(
                                    result.isBack() ? "fact.back.yes" : "fact.back.no",
                                    result.before(),
                                    result.service())));
        }
        return all;
    }

    private Fact fact(String key, String value) {
        return new Fact(text.text("fact." + key), value);
    }

    private String resolution() {
        return text.text("fact.resolution", DrillText.millis(result.intervalMillis()));
    }

    private String least() {
        return DrillText.millis(
                Availability.threshold(java.time.Duration.ofMillis(result.intervalMillis()))
                        / 1_000_000);
    }

    private String to(DrillResult.Outage outage) {
        return outage.isOver() ? offset(outage.toMillis()) : text.text("outage.open");
    }

    private static String offset(long millis) {
        return (millis < 0 ? "−" : "+") + DrillText.millis(Math.abs(millis));
    }

    /// As Markdown.
    public String markdown() {
        var out = new StringBuilder();
        out.append("# ").append(Markdown.text(title())).append("\n\n");
        out.append("**").append(Markdown.text(text.headline(result))).append("**, ");
        out.append(Markdown.text(text.way(result))).append(".\n\n");
        out.append("## ").append(text.text("section.outages")).append("\n\n");
        if (result.outages().isEmpty()) {
            out.append(text.text("outage.none", least())).append("\n");
        } else {
            out.append("| ").append(text.text("outage.from"));
            out.append(" | ").append(text.text("outage.to"));
            out.append(" | ").append(text.text("outage.length")).append(" |\n");
            out.append("| ---: | ---: | ---: |\n");
            for (DrillResult.Outage one : result.outages()) {
                out.append("| ").append(offset(one.fromMillis()));
                out.append(" | ").append(to(one));
                out.append(" | ").append(DrillText.millis(one.millis())).append(" |\n");
            }
        }
        out.append("\n").append(resolution()).append("\n\n");
        out.append("## ").append(text.text("section.facts")).append("\n\n| | |\n| --- | --- |\n");
        for (Fact fact : facts()) {
            out.append("| ").append(Markdown.text(fact.name()));
            out.append(" | ").append(Markdown.text(fact.value())).append(" |\n");
        }
        out.append("\n").append(text.text("footer")).append("\n");
        return out.toString();
    }

    /// As a page that needs nothing else.
    public String html() {
        var out = new StringBuilder();
        out.append(
                """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <p class="kind">%s</p>
                <h1>%s</h1>
                <p class="way">%s</p>
                """
                        .formatted(
                                text.language(),
                                escaped(title()),
                                STYLE,
                                escaped(title()),
                                escaped(text.headline(result)),
                                escaped(text.way(result))));
        figures(out);
        out.append("<section>\n<h2>").append(escaped(text.text("section.line"))).append("</h2>\n");
        out.append(new DrillLine(result, text).svg()).append("</section>\n");
        outages(out);
        out.append("<section>\n<h2>").append(escaped(text.text("section.facts")));
        out.append("</h2>\n<table class=\"facts\">\n");
        for (Fact fact : facts()) {
            out.append("<tr><th scope=\"row\">").append(escaped(fact.name()));
            out.append("</th><td>").append(escaped(fact.value())).append("</td></tr>\n");
        }
        out.append("</table>\n</section>\n<footer>").append(escaped(resolution())).append(" ");
        out.append(escaped(text.text("footer"))).append("</footer>\n</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private void figures(StringBuilder out) {
        Long outage = result.isEnded() ? result.outageMillis() : null;
        boolean isKnown = outage != null;
        String length = outage == null ? text.text("figure.unknown") : DrillText.millis(outage);
        out.append("<div class=\"figures\">\n");
        figure(out, isKnown ? "" : "bad", length, text.text("figure.outage"));
        int second = Math.max(0, result.outages().size() - 1);
        figure(
                out,
                second == 0 ? "good" : "bad",
                Integer.toString(second),
                text.text("figure.second"));
        figure(out, "", result.answered() + " / " + result.sent(), text.text("figure.answered"));
        out.append("</div>\n");
    }

    private static void figure(StringBuilder out, String look, String value, String label) {
        out.append("<div><strong class=\"").append(look).append("\">").append(escaped(value));
        out.append("</strong><span>").append(escaped(label)).append("</span></div>\n");
    }

    private void outages(StringBuilder out) {
        out.append("<section>\n<h2>").append(escaped(text.text("section.outages")));
        out.append("</h2>\n");
        if (result.outages().isEmpty()) {
            out.append("<p>").append(escaped(text.text("outage.none", least())));
            out.append("</p>\n</section>\n");
            return;
        }
        out.append("<table class=\"outages\">\n<tr>");
        for (String head : List.of("outage.from", "outage.to", "outage.length")) {
            out.append("<th scope=\"col\">").append(escaped(text.text(head))).append("</th>");
        }
        out.append("</tr>\n");
        for (DrillResult.Outage one : result.outages()) {
            out.append("<tr><td>").append(escaped(offset(one.fromMillis())));
            out.append("</td><td>").append(escaped(to(one)));
            out.append("</td><td>").append(escaped(DrillText.millis(one.millis())));
            out.append("</td></tr>\n");
        }
        out.append("</table>\n</section>\n");
    }

    static String escaped(String plain) {
        var out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return out.toString();
    }

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --bg: #f6f7f9; --card: #ffffff; --fg: #1b2130; --muted: #505a6b;
              --line: #e2e5eb; --good: #1b8a4e; --out: #cc2b34; --out-bg: #fdecec; --mark: #3d5bd9; }
            @media (prefers-color-scheme: dark) { :root { --bg: #101319; --card: #171a21; --fg: #dfe3eb;
              --muted: #a3acbb; --line: #2a303a; --good: #46bd82; --out: #f0666b; --out-bg: #391c20; --mark: #9db0ff; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--bg); color: var(--fg);
              font: 15px/1.5 Inter, "Noto Sans CJK JP", "Noto Sans JP", system-ui, sans-serif; }
            main { max-width: 860px; margin: 0 auto; padding: 40px 24px 56px; }
            .kind { margin: 0 0 4px; color: var(--muted); }
            h1 { margin: 0; font-size: 30px; line-height: 1.25; font-weight: 600; }
            .way { margin: 6px 0 28px; color: var(--muted); }
            h2 { margin: 0 0 14px; font-size: 16px; font-weight: 600; }
            section { background: var(--card); border: 1px solid var(--line); border-radius: 8px;
              padding: 20px 22px; margin: 0 0 16px; overflow-x: auto; }
            .figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin: 0 0 28px; }
            .figures div { display: flex; flex-direction: column; }
            .figures strong { font-size: 26px; font-weight: 600; }
            .figures span { color: var(--muted); font-size: 13px; }
            .good { color: var(--good); } .bad { color: var(--out); }
            table { border-collapse: collapse; width: 100%; }
            th { text-align: left; font-weight: 400; color: var(--muted); vertical-align: top; }
            th, td { padding: 7px 16px 7px 0; border-bottom: 1px solid var(--line); }
            tr:last-child th, tr:last-child td { border-bottom: 0; }
            .facts th { width: 30%; } .facts td { overflow-wrap: anywhere; }
            .outages td, .outages th { text-align: right; font-variant-numeric: tabular-nums; }
            svg { display: block; width: 100%; height: auto; }
            svg text { fill: var(--muted); font: 12px Inter, "Noto Sans CJK JP", system-ui, sans-serif; }
            svg .answered { fill: var(--good); } svg .out { fill: var(--out-bg); stroke: var(--out); }
            svg .outage { fill: var(--out); font-weight: 600; } svg .axis { stroke: var(--line); }
            svg .fault { stroke: var(--mark); stroke-dasharray: 4 3; } svg .faulted { fill: var(--mark); }
            footer { color: var(--muted); font-size: 13px; padding: 8px 2px; }
            @media print { body { background: none; } section { break-inside: avoid; } }
            """;
}
