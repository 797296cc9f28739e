package dev.belay.app.health;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Writes what the graphs show as comma-separated values (RFC 4180): one line a point.
final class CsvExport {

    /// One line of a graph.
    ///
    /// @param node name of the node
    /// @param measure id of the measure
    /// @param unit its unit
    record Series(String node, String measure, String unit, Points points) {}

    private CsvExport() {}

    /// Writes a head line and the points.
    ///
    /// @param out takes the text
    /// @param window only points inside it are written
    /// @return number of points written
    static int write(Appendable out, List<Series> all, TimeWindow window) throws IOException {
        out.append("time,node,measure,unit,min,mean,max\r\n");
        int written = 0;
        for (Series series : all) {
            Points points = series.points();
            for (int index = points.firstFrom(window.from()); index < points.size(); index++) {
                if (points.at(index) > window.to()) {
                    break;
                }
                if (Double.isNaN(points.mean(index))) {
                    continue;
                }
                out.append(Instant.ofEpochMilli(points.at(index)).toString()).append(',');
                out.append(quoted(series.node())).append(',');
                out.append(quoted(series.measure())).append(',');
                out.append(quoted(series.unit())).append(',');
                out.append(Double.toString(points.min(index))).append(',');
                out.append(Double.toString(points.mean(index))).append(',');
                out.append(Double.toString(points.max(index))).append("\r\n");
                written++;
            }
        }
        return written;
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
