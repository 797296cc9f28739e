package dev.belay.app.health;

import dev.belay.app.ui.Tokens;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Severity;
import java.time.ZoneId;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The drawn part of one graph, on three layers: what changes when the axis moves, the lines, and
/// the crosshair. A moving crosshair so costs no line.
final class GraphPlot extends Region {

    private static final double AXIS = 34;
    private static final double RIGHT = 8;
    private static final double TOP = 18;
    private static final double BOTTOM = 20;
    private static final double LINE_WIDTH = 1.6;
    private static final double PEAK_WIDTH = 0.8;
    private static final double PEAK_OPACITY = 0.5;
    private static final double TICK_PIXELS = 62;

    /// Half a line may stand out over the highest and the lowest value.
    private static final double BLEED = 2;

    private final Ui ui;
    private final Canvas back = new Canvas();
    private final Canvas front = new Canvas();
    private final Canvas over = new Canvas();
    private final Text axisText = new Text();
    private final Text flagText = new Text();
    private final Trace trace = new Trace();
    private String noData = "";
    private boolean showsFlag;
    private double axisWidth = AXIS;
    private @Nullable GraphFrame frame;
    private @Nullable GraphFrame drawn;
    private @Nullable ValueScale drawnScale;
    private ValueScale scale;

    GraphPlot(Ui ui, GraphFrame first) {
        this.ui = ui;
        this.scale = first.scale();
        getStyleClass().add("graph-plot");
        axisText.getStyleClass().add("axis-text");
        flagText.getStyleClass().add("flag-text");
        for (Text style : List.of(axisText, flagText)) {
            style.setManaged(false);
            style.setVisible(false);
        }
        back.setMouseTransparent(true);
        front.setMouseTransparent(true);
        over.setMouseTransparent(true);
        getChildren().addAll(axisText, flagText, back, front, over);
    }

    /// The words on a stretch without data.
    void setNoDataText(String text) {
        noData = text;
        drawn = null;
    }

    /// Whether the crosshair carries its time below the axis.
    void setShowsFlag(boolean shows) {
        showsFlag = shows;
    }

    ValueScale scale() {
        return scale;
    }

    /// Draws lines and, where something there has changed, axes and marks.
    void draw(GraphFrame next) {
        scale = next.scale();
        double width = plotWidth();
        if (width < 1 || plotHeight() < 1) {
            frame = next;
            return;
        }
        TimeWindow aligned = next.window().onPixels((int) width);
        frame =
                new GraphFrame(
                        next.edition(),
                        next.measure(),
                        aligned,
                        next.lines(),
                        next.gaps(),
                        next.marks(),
                        next.limit());
        GraphFrame now = frame;
        GraphFrame before = drawn;
        boolean sameAxes =
                before != null
                        && before.edition() == now.edition()
                        && before.window().equals(now.window())
                        && scale.equals(drawnScale);
        if (before == null
                || !sameAxes
                || !now.gaps().equals(before.gaps())
                || !now.marks().equals(before.marks())) {
            axisWidth = axisWidth();
            layoutCanvases();
            drawBack(now);
        }
        drawLines(now, sameAxes);
        drawn = now;
        drawnScale = scale;
    }

    /// Draws everything anew: look, size or language have changed.
    void redraw() {
        drawn = null;
        GraphFrame last = frame;
        if (last != null) {
            draw(last);
        }
    }

    /// The moment at a place of this region.
    long timeAt(double x) {
        GraphFrame now = frame;
        return now == null ? 0 : now.window().at(x - axisWidth, plotWidth());
    }

    @Override
    protected void layoutChildren() {
        if (back.getWidth() != getWidth() || back.getHeight() != getHeight()) {
            back.setWidth(getWidth());
            back.setHeight(getHeight());
            over.setWidth(getWidth());
            over.setHeight(getHeight());
            redraw();
        }
    }

    private double px(double designPixels) {
        return ui.px(designPixels);
    }

    private double plotWidth() {
        return Math.floor(getWidth() - axisWidth - px(RIGHT));
    }

    private double plotHeight() {
        return Math.floor(getHeight() - px(TOP) - px(BOTTOM));
    }

    private double axisWidth() {
        double widest = 0;
        for (String label : scale.labels()) {
            widest = Math.max(widest, width(label));
        }
        return Math.ceil(Math.max(px(AXIS), widest + px(10)));
    }

    private double width(String text) {
        axisText.setText(text);
        return axisText.getLayoutBounds().getWidth();
    }

    private void layoutCanvases() {
        double bleed = px(BLEED);
        front.setWidth(plotWidth());
        front.setHeight(plotHeight() + 2 * bleed);
        front.relocate(axisWidth, px(TOP) - bleed);
    }

    private void drawBack(GraphFrame now) {
        Tokens tokens = ui.tokens();
        GraphicsContext gc = back.getGraphicsContext2D();
        gc.clearRect(0, 0, back.getWidth(), back.getHeight());
        gc.setFont(axisText.getFont());
        gc.setTextBaseline(VPos.BASELINE);
        drawValues(gc, tokens);
        drawTimes(gc, tokens, now.window());
        for (Gap gap : now.gaps()) {
            drawGap(gc, tokens, now.window(), gap);
        }
        drawLimit(gc, tokens, now);
        drawMarks(gc, tokens, now);
    }

    private void drawValues(GraphicsContext gc, Tokens tokens) {
        String[] labels = scale.labels();
        gc.setStroke(tokens.colour("-color-border-subtle"));
        gc.setLineWidth(1);
        gc.setLineDashes();
        gc.setFill(tokens.colour("-color-fg-subtle"));
        gc.setTextAlign(TextAlignment.RIGHT);
        for (int line = 0; line < labels.length; line++) {
            double y = px(TOP) + (1 - line / 2.0) * plotHeight();
            double crisp = Math.floor(y) + 0.5;
            gc.strokeLine(axisWidth, crisp, axisWidth + plotWidth(), crisp);
            gc.fillText(labels[line], axisWidth - px(6), y + px(4));
        }
    }

    private void drawTimes(GraphicsContext gc, Tokens tokens, TimeWindow window) {
        gc.setFill(tokens.colour("-color-fg-subtle"));
        gc.setTextAlign(TextAlignment.CENTER);
        int most = (int) Math.max(1, plotWidth() / px(TICK_PIXELS));
        double right = getWidth();
        for (TimeTicks.Tick tick :
                TimeTicks.of(window, most, ZoneId.systemDefault(), ui.language().locale())) {
            double x = axisWidth + window.x(tick.at(), plotWidth());
            double half = width(tick.text()) / 2;
            if (x - half >= 0 && x + half <= right) {
                gc.fillText(tick.text(), x, getHeight() - px(4));
            }
        }
    }

    private void drawGap(GraphicsContext gc, Tokens tokens, TimeWindow window, Gap gap) {
        double left = axisWidth + window.x(window.clamp(gap.from()), plotWidth());
        double right = axisWidth + window.x(window.clamp(gap.to()), plotWidth());
        double top = px(TOP);
        double bottom = top + plotHeight();
        if (right - left < 1) {
            return;
        }
        gc.setStroke(tokens.colour("-color-border-default"));
        gc.setLineWidth(px(1.2));
        gc.setLineDashes();
        gc.setLineCap(StrokeLineCap.BUTT);
        double step = px(8.5);
        double height = bottom - top;
        for (double start = left - height + step; start < right; start += step) {
            // A line from (start, bottom) to (start + height, top), cut at both sides.
            double from = Math.max(start, left);
            double to = Math.min(start + height, right);
            gc.strokeLine(from, bottom - (from - start), to, bottom - (to - start));
        }
        String who =
                gap.nodes().size() > 2 ? gap.nodes().size() + " ×" : String.join(", ", gap.nodes());
        double wanted = Math.max(width(who), width(noData));
        if (wanted + px(2) > Math.max(right - left, px(44)) || right - left < px(28)) {
            return;
        }
        double middle = (left + right) / 2;
        gc.setFill(tokens.colour("-color-bg-default").deriveColor(0, 1, 1, 0.82));
        gc.fillRect(middle - wanted / 2 - px(2), top + px(4), wanted + px(4), px(27));
        gc.setFill(tokens.colour("-color-fg-subtle"));
        gc.setTextAlign(TextAlignment.CENTER);
        gc.fillText(who, middle, top + px(14));
        gc.fillText(noData, middle, top + px(27));
    }

    private void drawLimit(GraphicsContext gc, Tokens tokens, GraphFrame now) {
        GraphFrame.Limit limit = now.limit();
        if (limit == null || limit.value() > scale.high() || limit.value() < scale.low()) {
            return;
        }
        double y = Math.floor(px(TOP) + (1 - scale.fraction(limit.value())) * plotHeight()) + 0.5;
        gc.setStroke(tokens.colour("-color-danger-emphasis"));
        gc.setLineWidth(1);
        gc.setLineDashes(px(5), px(3));
        gc.strokeLine(axisWidth, y, axisWidth + plotWidth(), y);
        gc.setFill(tokens.colour("-color-danger-fg"));
        gc.setTextAlign(TextAlignment.LEFT);
        gc.fillText(limit.text(), axisWidth + px(4), y + px(14));
    }

    private void drawMarks(GraphicsContext gc, Tokens tokens, GraphFrame now) {
        double top = px(TOP);
        double last = Double.NEGATIVE_INFINITY;
        Severity worst = Severity.INFO;
        for (EventMark mark : now.marks()) {
            double x = Math.floor(axisWidth + now.window().x(mark.at(), plotWidth())) + 0.5;
            Severity severity = mark.event().severity();
            boolean apart = x - last >= px(3);
            // Of events on one spot the worst is seen.
            if (!apart && severity.compareTo(worst) <= 0) {
                continue;
            }
            worst = severity;
            if (apart) {
                last = x;
                gc.setStroke(tokens.colour("-color-fg-subtle"));
                gc.setLineWidth(1);
                gc.setLineDashes(px(2), px(2));
                gc.strokeLine(x, top - px(6), x, top + plotHeight());
            }
            gc.setFill(MarkLook.colour(tokens, severity));
            MarkLook.diamond(gc, last, top - px(8), px(5.4));
        }
        gc.setLineDashes();
    }

    /// Ten times a second only the newest piece of each line has changed; stroking dashes is what
    /// costs, so the rest stays as it is until the axis moves by a pixel.
    private void drawLines(GraphFrame now, boolean tailOnly) {
        GraphicsContext gc = front.getGraphicsContext2D();
        double width = plotWidth();
        double clearFrom = tailOnly ? tailX(now.window(), width) : 0;
        gc.clearRect(clearFrom, 0, front.getWidth() - clearFrom, front.getHeight());
        gc.setLineCap(StrokeLineCap.BUTT);
        gc.setLineJoin(StrokeLineJoin.ROUND);
        double bleed = px(BLEED);
        for (GraphFrame.Line line : now.lines()) {
            if (tailOnly) {
                trace.fillTail(line.points(), now.window(), scale, width, plotHeight());
            } else {
                trace.fill(line.points(), now.window(), scale, width, plotHeight());
            }
            Color colour = ui.tokens().series(line.number());
            gc.setStroke(colour);
            gc.setLineWidth(px(LINE_WIDTH));
            gc.setLineDashes(LineStyle.dashes(line.number(), px(1)));
            strokeTrace(gc, bleed);
            if (!tailOnly && LineStyle.hasMarkers(line.number())) {
                drawMarkers(gc, colour, bleed);
            }
            if (!tailOnly && line.points().hasPeaks()) {
                trace.fillPeaks(line.points(), now.window(), scale, width, plotHeight());
                gc.setStroke(colour.deriveColor(0, 1, 1, PEAK_OPACITY));
                gc.setLineWidth(px(PEAK_WIDTH));
                gc.setLineDashes();
                strokeTrace(gc, bleed);
            }
        }
    }

    private void strokeTrace(GraphicsContext gc, double bleed) {
        gc.beginPath();
        for (int index = 0; index < trace.size(); index++) {
            if (trace.starts(index)) {
                gc.moveTo(trace.x(index), trace.y(index) + bleed);
            } else {
                gc.lineTo(trace.x(index), trace.y(index) + bleed);
            }
        }
        gc.stroke();
    }

    private static double tailX(TimeWindow window, double width) {
        double millisPerPixel = window.length() / width;
        return Math.max(0, Trace.tailColumn(window, width) - window.from() / millisPerPixel);
    }

    private void drawMarkers(GraphicsContext gc, Color colour, double bleed) {
        gc.setFill(colour);
        double radius = px(2.4);
        double next = 0;
        for (int index = 0; index < trace.size(); index++) {
            if (trace.x(index) >= next) {
                double y = trace.y(index) + bleed;
                gc.fillOval(trace.x(index) - radius, y - radius, 2 * radius, 2 * radius);
                next = trace.x(index) + px(LineStyle.MARKER_PIXELS);
            }
        }
    }

    /// Draws the crosshair with a dot on each line, and the stretch that is being dragged.
    ///
    /// @param at moment of the crosshair; null for none
    /// @param dragged stretch that will be zoomed to; null for none
    void drawOver(@Nullable Long at, @Nullable TimeWindow dragged) {
        GraphicsContext gc = over.getGraphicsContext2D();
        gc.clearRect(0, 0, over.getWidth(), over.getHeight());
        GraphFrame now = frame;
        if (now == null || plotWidth() < 1) {
            return;
        }
        Tokens tokens = ui.tokens();
        Color accent = tokens.colour("-color-accent-emphasis");
        if (dragged != null) {
            double left =
                    axisWidth + now.window().x(now.window().clamp(dragged.from()), plotWidth());
            double right =
                    axisWidth + now.window().x(now.window().clamp(dragged.to()), plotWidth());
            gc.setFill(accent.deriveColor(0, 1, 1, 0.14));
            gc.fillRect(left, px(TOP), right - left, plotHeight());
        }
        if (at == null || !now.window().contains(at)) {
            return;
        }
        double x = axisWidth + now.window().x(at, plotWidth());
        double crisp = Math.floor(x) + 0.5;
        gc.setStroke(accent);
        gc.setLineWidth(1);
        gc.strokeLine(crisp, px(TOP) - px(12), crisp, px(TOP) + plotHeight());
        for (GraphFrame.Line line : now.lines()) {
            double value = line.points().near(at);
            if (!Double.isNaN(value)) {
                double y = px(TOP) + (1 - scale.fraction(value)) * plotHeight();
                double radius = px(3);
                gc.setFill(ui.tokens().series(line.number()));
                gc.fillOval(crisp - radius, y - radius, 2 * radius, 2 * radius);
                gc.setStroke(tokens.colour("-color-bg-default"));
                gc.setLineWidth(px(1.3));
                gc.strokeOval(crisp - radius, y - radius, 2 * radius, 2 * radius);
            }
        }
        if (showsFlag) {
            drawFlag(gc, tokens, now.window(), at, crisp);
        }
    }

    private void drawFlag(GraphicsContext gc, Tokens tokens, TimeWindow window, long at, double x) {
        String text = TimeTicks.flag(at, window, ZoneId.systemDefault(), ui.language().locale());
        flagText.setText(text);
        double width = Math.max(px(64), flagText.getLayoutBounds().getWidth() + px(12));
        double left = Math.clamp(x - width / 2, 0, Math.max(0, getWidth() - width));
        double top = px(TOP) + plotHeight() + px(2);
        gc.setFill(tokens.colour("-color-accent-emphasis"));
        gc.fillRoundRect(left, top, width, px(17), px(6), px(6));
        gc.setFill(tokens.colour("-color-fg-emphasis"));
        gc.setFont(flagText.getFont());
        gc.setTextAlign(TextAlignment.CENTER);
        gc.setTextBaseline(VPos.BASELINE);
        gc.fillText(text, left + width / 2, top + px(12.5));
    }
}
