package dev.belay.app.health;

import dev.belay.model.status.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one graph shows at one moment.
///
/// @param edition differs when more has changed than that time went on and points were added
/// @param measure what is measured
/// @param window stretch of time
/// @param lines one a shown node, in drawing order
/// @param gaps stretches without data
/// @param marks events in the window
/// @param limit a value with a meaning; null when the measure has none
record GraphFrame(
        long edition,
        Measure measure,
        TimeWindow window,
        List<Line> lines,
        List<Gap> gaps,
        List<EventMark> marks,
        @Nullable Limit limit) {

    /// The line of one node.
    ///
    /// @param number of its colour and dash, from 0
    record Line(String node, int number, Points points) {}

    /// A value that something happens at.
    ///
    /// @param text what happens, with the value
    record Limit(double value, String text) {}

    /// The axis that all values in view fit on.
    ValueScale scale() {
        double least = Double.NaN;
        double most = Double.NaN;
        for (Line line : lines) {
            Points points = line.points();
            int size = points.size();
            for (int index = points.firstFrom(window.from()); index < size; index++) {
                if (points.at(index) > window.to()) {
                    break;
                }
                double max = points.max(index);
                double min = points.min(index);
                if (!(max <= most)) {
                    most = Double.isNaN(max) ? most : max;
                }
                if (!(min >= least)) {
                    least = Double.isNaN(min) ? least : min;
                }
            }
        }
        return ValueScale.of(measure, least, most);
    }
}
