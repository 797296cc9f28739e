package dev.belay.app.events;

import dev.belay.app.ui.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Events as a file: the lines that are shown, in their order.
final class EventExport {
    private EventExport() {}

    /// RFC 4180, with a header; times in UTC.
    static String csv(List<EventLine> lines) {
        StringBuilder csv =
                new StringBuilder("at,correction_ms,node,seq,severity,id,text,fields\r\n");
        for (EventLine line : lines) {
            csv.append(line.at())
                    .append(',')
                    .append(line.correctionMillis())
                    .append(',')
                    .append(quoted(line.nodeName()))
                    .append(',')
                    .append(line.record().seq())
                    .append(',')
                    .append(line.record().severity())
                    .append(',')
                    .append(quoted(line.record().id()))
                    .append(',')
                    .append(quoted(line.text()))
                    .append(',')
                    .append(quoted(fields(line.record().fields())))
                    .append("\r\n");
        }
        return csv.toString();
    }

    /// A table for a report.
    static String markdown(List<EventLine> lines, String cluster, Texts texts) {
        StringBuilder table = new StringBuilder();
        table.append("# ").append(texts.get("events.export.title", cluster)).append("\n\n");
        table.append("| ").append(texts.get("events.column.time")).append(" | ");
        table.append(texts.get("events.column.node")).append(" | ");
        table.append(texts.get("events.column.severity")).append(" | ");
        table.append(texts.get("events.column.text")).append(" | id |\n");
        table.append("| --- | --- | --- | --- | --- |\n");
        for (EventLine line : lines) {
            table.append("| ").append(texts.figures().dateTime(line.at()));
            table.append(" | ").append(cell(line.nodeName()));
            table.append(" | ").append(texts.get("events.severity." + line.record().severity()));
            table.append(" | ").append(cell(line.text()));
            table.append(" | `").append(line.record().id()).append("` |\n");
        }
        return table.toString();
    }

    private static String fields(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String quoted(String text) {
        // a spreadsheet would run a text that begins like a formula
        String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^,\"\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
