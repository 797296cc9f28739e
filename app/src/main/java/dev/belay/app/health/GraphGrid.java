package dev.belay.app.health;

import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Measure;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// All graphs side by side under one crosshair: the mouse or the arrow keys move it, a drag or plus
/// and minus zoom, Escape goes back.
final class GraphGrid extends Region {

    private static final double SMALLEST_CARD = 300;
    private static final int MOST_COLUMNS = 3;
    private static final double GAP = 12;
    private static final double STEP = 1 / 150.0;
    private static final double LONG_STEP = 10 * STEP;
    private static final double DRAG_PIXELS = 4;

    private final Ui ui;
    private final Texts texts;
    private final HealthModel model;
    private final List<GraphCard> cards = new ArrayList<>();
    private boolean pinned;
    private @Nullable GraphCard pressed;
    private double pressedX;
    private @Nullable TimeWindow dragged;

    GraphGrid(Ui ui, Texts texts, HealthModel model) {
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        setId("health-graphs");
        getStyleClass().add("graph-grid");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventHandler(MouseEvent.MOUSE_MOVED, this::mouseMoved);
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> mouseLeft());
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::mousePressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::mouseDragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::mouseReleased);
        model.crosshairProperty().subscribe(this::unpin);
    }

    List<GraphCard> cards() {
        return cards;
    }

    /// Makes a card for each chosen measure, keeping those that are there.
    void showMeasures() {
        List<GraphCard> next = new ArrayList<>();
        for (Measure measure : model.measures()) {
            next.add(
                    cards.stream()
                            .filter(card -> card.measure().equals(measure))
                            .findFirst()
                            .orElseGet(() -> newCard(measure)));
        }
        cards.clear();
        cards.addAll(next);
        getChildren().setAll(cards);
        requestLayout();
    }

    /// Draws all graphs as the model is now.
    void draw() {
        List<Gap> gaps = model.gaps();
        List<EventMark> marks = model.marks();
        long now = model.shownNow();
        Long at = model.crosshairProperty().get();
        for (GraphCard card : cards) {
            card.draw(model.frame(card.measure(), gaps, marks, limit(card.measure())), now, at);
            card.plot().drawOver(at, dragged);
        }
    }

    /// Draws all anew: look, size or language have changed.
    void redraw() {
        cards.forEach(GraphCard::forgetTexts);
        requestLayout();
        draw();
    }

    private GraphCard newCard(Measure measure) {
        GraphCard card = new GraphCard(ui, texts, model, measure);
        card.plot().setNoDataText(texts.get("graph.noData"));
        return card;
    }

    private GraphFrame.@Nullable Limit limit(Measure measure) {
        if (measure.equals(Measure.DISK)) {
            return new GraphFrame.Limit(95, texts.get("limit.disk"));
        }
        return measure.equals(Measure.PEER_ROUND_TRIP)
                ? new GraphFrame.Limit(1_000, texts.get("limit.peerRoundTrip"))
                : null;
    }

    private void keyPressed(KeyEvent event) {
        double step = event.isShiftDown() ? LONG_STEP : STEP;
        switch (event.getCode()) {
            case LEFT -> moveCrosshair(-step);
            case RIGHT -> moveCrosshair(step);
            case HOME -> pinAt(model.window().from());
            case END -> pinAt(model.window().to());
            case PLUS, ADD, EQUALS -> zoomAround(0.5);
            case MINUS, SUBTRACT -> model.zoomOut();
            case ESCAPE -> model.reset();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void moveCrosshair(double fraction) {
        model.moveCrosshair(fraction);
        pinned = true;
        speak();
    }

    private void pinAt(long at) {
        model.setCrosshair(at);
        pinned = true;
        speak();
    }

    private void speak() {
        StringBuilder spoken = new StringBuilder();
        Long at = model.crosshairProperty().get();
        if (at != null) {
            spoken.append(
                    TimeTicks.flag(
                            at, model.window(), ZoneId.systemDefault(), ui.language().locale()));
        }
        cards.forEach(card -> spoken.append(". ").append(card.getAccessibleText()));
        setAccessibleText(spoken.toString());
    }

    private void zoomAround(double factor) {
        TimeWindow shown = model.window();
        Long at = model.crosshairProperty().get();
        long middle = at == null ? (shown.from() + shown.to()) / 2 : at;
        double before = (double) (middle - shown.from()) / shown.length();
        long length = Math.round(shown.length() * factor);
        long from = middle - Math.round(before * length);
        model.zoomTo(from, from + length);
    }

    private void unpin(@Nullable Long at) {
        if (at == null) {
            pinned = false;
        }
    }

    private @Nullable GraphCard cardAt(MouseEvent event) {
        for (GraphCard card : cards) {
            if (card.getBoundsInParent().contains(event.getX(), event.getY())) {
                return card;
            }
        }
        return null;
    }

    private double xInPlot(GraphCard card, MouseEvent event) {
        return card.plot().sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    }

    private void mouseMoved(MouseEvent event) {
        GraphCard card = cardAt(event);
        if (card != null && !pinned) {
            model.setCrosshair(card.plot().timeAt(xInPlot(card, event)));
        }
    }

    private void mouseLeft() {
        if (!pinned && pressed == null) {
            model.clearCrosshair();
        }
    }

    private void mousePressed(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            pressed = cardAt(event);
            pressedX = event.getX();
        }
    }

    private void mouseDragged(MouseEvent event) {
        GraphCard card = pressed;
        if (card == null || Math.abs(event.getX() - pressedX) < DRAG_PIXELS) {
            return;
        }
        double x = xInPlot(card, event);
        long one = card.plot().timeAt(x - (event.getX() - pressedX));
        long other = card.plot().timeAt(x);
        dragged = TimeWindow.between(one, other, model.window());
        draw();
    }

    private void mouseReleased(MouseEvent event) {
        GraphCard card = pressed;
        TimeWindow to = dragged;
        pressed = null;
        dragged = null;
        if (to != null) {
            model.zoomTo(to.from(), to.to());
        } else if (card != null && event.getButton() == MouseButton.PRIMARY) {
            boolean pins = !pinned;
            model.setCrosshair(card.plot().timeAt(xInPlot(card, event)));
            pinned = pins;
        }
    }

    private int columns(double width) {
        int fitting = (int) ((width + ui.px(GAP)) / ui.px(SMALLEST_CARD + GAP));
        return Math.clamp(fitting, 1, Math.max(1, Math.min(MOST_COLUMNS, cards.size())));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return ui.px(SMALLEST_CARD);
    }

    @Override
    protected double computePrefWidth(double height) {
        return MOST_COLUMNS * ui.px(SMALLEST_CARD + GAP);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? getWidth() : width;
        int columns = columns(inner);
        double total = 0;
        for (int row = 0; row * columns < cards.size(); row++) {
            total += (row == 0 ? 0 : ui.px(GAP)) + rowHeight(row, columns, inner);
        }
        return total;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private double cardWidth(int columns, double width) {
        return (width - (columns - 1) * ui.px(GAP)) / columns;
    }

    private double rowHeight(int row, int columns, double width) {
        double height = 0;
        for (int at = row * columns; at < Math.min(cards.size(), (row + 1) * columns); at++) {
            height = Math.max(height, cards.get(at).prefHeight(cardWidth(columns, width)));
        }
        return Math.ceil(height);
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        double width = cardWidth(columns, getWidth());
        double y = 0;
        for (int row = 0; row * columns < cards.size(); row++) {
            double height = rowHeight(row, columns, getWidth());
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                if (at < cards.size()) {
                    GraphCard card = cards.get(at);
                    // The time stands once a column of graphs, at its lowest.
                    card.plot().setShowsFlag(at + columns >= cards.size());
                    layoutInArea(
                            card,
                            column * (width + ui.px(GAP)),
                            y,
                            width,
                            height,
                            0,
                            HPos.LEFT,
                            VPos.TOP);
                }
            }
            y += height + ui.px(GAP);
        }
    }
}
