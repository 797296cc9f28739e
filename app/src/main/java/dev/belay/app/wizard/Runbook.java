package dev.belay.app.wizard;

import dev.belay.app.ui.Texts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// The record of a wizard: what was wanted, checked, done and verified; nothing secret.
///
/// @param dry whether nothing was changed
public record Runbook(
        Texts texts,
        Script script,
        boolean dry,
        Instant at,
        List<Preflight.Row> checks,
        List<Operation.Row> deeds,
        List<LogLine> log) {

    /// As Markdown.
    public String markdown() {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(script.title()).append("\n\n");
        page.append(texts.figures().dateTime(at)).append("\n\n");
        if (dry) {
            page.append("**").append(texts.get("runbook.dry")).append("**\n\n");
        }
        page.append("## ").append(texts.get("runbook.result")).append("\n\n");
        for (Script.Fact fact : script.facts(dry)) {
            page.append("- ").append(fact.name()).append(": ").append(fact.value()).append('\n');
        }
        page.append("\n## ").append(texts.get("runbook.checks")).append("\n\n");
        for (Preflight.Row row : checks) {
            page.append("- [").append(word(row)).append("] ").append(row.check().statement().get());
            page.append(evidence(row)).append('\n');
        }
        page.append("\n## ").append(texts.get("runbook.steps")).append("\n\n");
        int number = 1;
        for (Operation.Row row : deeds) {
            page.append(number++).append(". [").append(word(row)).append("] ");
            page.append(row.deed().sentence().get()).append(" (").append(row.deed().where());
            page.append(")\n\n");
            row.deed()
                    .command()
                    .lines()
                    .forEach(line -> page.append("       ").append(line).append('\n'));
            String undo = row.deed().undoing().get();
            if (!undo.isEmpty()) {
                page.append("\n   ").append(undo).append('\n');
            }
            page.append('\n');
        }
        byHand(page);
        page.append("## ").append(texts.get("runbook.log")).append("\n\n");
        for (LogLine line : log) {
            page.append("    ").append(texts.figures().timeMillis(line.at())).append("  ");
            page.append(line.node()).append("  ").append(line.text()).append('\n');
        }
        return script.clean(page.toString());
    }

    private void byHand(StringBuilder page) {
        List<Happening> all = script.byHand();
        if (all.isEmpty()) {
            return;
        }
        page.append("## ").append(texts.get("runbook.by-hand")).append("\n\n");
        int number = 1;
        for (Happening one : all) {
            page.append(number++).append(". ").append(one.sentence());
            page.append(" (").append(one.where()).append(")\n\n");
            one.command().lines().forEach(line -> page.append("       ").append(line).append('\n'));
            page.append("\n   ").append(one.note()).append("\n\n");
        }
    }

    /// As one page of HTML that needs nothing else.
    public String html() {
        String body = markdown().lines().map(Runbook::block).collect(Collectors.joining("\n"));
        return "<!doctype html>\n<html lang=\""
                + texts.language().code()
                + "\"><head><meta charset=\"utf-8\"><title>"
                + escaped(script.title())
                + "</title>\n<style>body{font:14px/1.5 sans-serif;max-width:60em;margin:2em auto}"
                + "pre{background:#f4f5f8;padding:2px 8px;margin:0}</style></head>\n<body>\n"
                + body
                + "\n</body></html>\n";
    }

    private static String block(String line) {
        if (line.startsWith("## ")) {
            return "<h2>" + escaped(line.substring(3)) + "</h2>";
        }
        if (line.startsWith("# ")) {
            return "<h1>" + escaped(line.substring(2)) + "</h1>";
        }
        if (line.startsWith("    ")) {
            return "<pre>" + escaped(line.strip()) + "</pre>";
        }
        return line.isBlank() ? "" : "<p>" + escaped(line.replace("**", "")) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String word(Preflight.Row row) {
        Finding finding = row.finding();
        return texts.get("verdict." + (finding == null ? "NONE" : finding.verdict().name()));
    }

    private static String evidence(Preflight.Row row) {
        Finding finding = row.finding();
        return finding == null || finding.evidence().isEmpty() ? "" : ": " + finding.evidence();
    }

    private String word(Operation.Row row) {
        return texts.get("progress." + row.progress());
    }
}
