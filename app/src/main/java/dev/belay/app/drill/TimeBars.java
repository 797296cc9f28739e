package dev.belay.app.drill;

import dev.belay.app.ui.Labels;
import dev.belay.drill.DrillText;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Rows of bars over one axis of time, in milliseconds.
final class TimeBars extends Pane {
    private static final double NAME_EMS = 6.2;
    private static final double ROW_EMS = 2.1;
    private static final double BAR_EMS = 1.5;
    private static final double AXIS_EMS = 1.9;

    /// A row.
    record Row(String name, List<Bar> bars) {
        Row {
            bars = List.copyOf(bars);
        }
    }

    /// A bar.
    ///
    /// @param text in it where there is room, and in its tooltip
    /// @param look style of it
    record Bar(long fromMillis, long toMillis, String text, String look) {}

    private record Placed(Label label, Bar bar, int row) {}

    private record Tick(Label label, Region line, long millis) {}

    private final List<Label> names = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private long begin;
    private long end = 1;

    TimeBars() {
        getStyleClass().add("time-bars");
        setMinWidth(0);
    }

    /// Draws anew.
    void show(long beginMillis, long endMillis, List<Row> rows) {
        begin = beginMillis;
        end = Math.max(beginMillis + 1, endMillis);
        getChildren().clear();
        names.clear();
        placed.clear();
        ticks.clear();
        long step = step(end - begin);
        for (long at = Math.ceilDiv(begin, step) * step; at <= end; at += step) {
            Region line = new Region();
            line.getStyleClass().add("tick");
            Label label = Labels.label(DrillText.millis(at), "mono", "axis");
            ticks.add(new Tick(label, line, at));
            getChildren().addAll(line, label);
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Label name = Labels.label(row.name(), "type-small", i == 0 ? "w600" : "muted");
            names.add(name);
            getChildren().add(name);
            for (Bar bar : row.bars()) {
                Label label = Labels.label(bar.text(), "bar", bar.look());
                label.setMinWidth(0);
                label.setTooltip(new Tooltip(bar.text()));
                placed.add(new Placed(label, bar, i));
                getChildren().add(label);
            }
        }
        requestLayout();
    }

    /// Marks at round figures, at most seven of them.
    static long step(long span) {
        long base = 10;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (span / (base * factor) <= 7) {
                    return base * factor;
                }
            }
            base *= 10;
        }
    }

    private double em() {
        return names.isEmpty() ? 13 : names.getFirst().getFont().getSize() * 13 / 12;
    }

    @Override
    protected double computePrefHeight(double width) {
        return (names.size() * ROW_EMS + AXIS_EMS) * em();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double em = em();
        double left = NAME_EMS * em;
        double width = Math.max(1, getWidth() - left - em);
        double row = ROW_EMS * em;
        double bar = BAR_EMS * em;
        double bottom = names.size() * row;
        for (int i = 0; i < names.size(); i++) {
            names.get(i).resizeRelocate(0, i * row, left - em / 2, bar);
        }
        for (Placed one : placed) {
            double from = Math.clamp(x(one.bar().fromMillis(), width), 0, width);
            double to = Math.clamp(x(one.bar().toMillis(), width), 0, width);
            Label label = one.label();
            double wide = Math.max(3, to - from);
            // Half a word says nothing; the tooltip has all of it.
            label.setText(one.bar().text());
            if (label.prefWidth(-1) > wide) {
                label.setText("");
            }
            label.resizeRelocate(left + from, one.row() * row, wide, bar);
        }
        for (Tick tick : ticks) {
            double x = left + x(tick.millis(), width);
            tick.line().resizeRelocate(x, 0, 1, bottom);
            double wide = tick.label().prefWidth(-1);
            tick.label()
                    .resizeRelocate(
                            Math.min(x - wide / 2, getWidth() - wide),
                            bottom + em * 0.2,
                            wide,
                            em * 1.4);
        }
    }

    private double x(long millis, double width) {
        return width * (millis - begin) / (end - begin);
    }
}
