package dev.belay.app.editor;

import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.ThingIcons;
import dev.belay.app.ui.Ui;
import dev.belay.model.edit.PaletteEntry;
import dev.belay.model.thing.ThingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

/// Everything that can be drawn, by groups. Dragged onto the canvas, or clicked and then put there
/// by a click; Enter puts it in the middle of what is seen.
public final class Palette extends ScrollPane {

    private static final double DRAG_FROM = 4;

    /// What the canvas does with what is taken from here.
    public interface Taker {

        /// It is to be put where the next click is.
        void take(PaletteEntry entry);

        /// It is being dragged over the window.
        void drag(PaletteEntry entry, double sceneX, double sceneY);

        /// It was let go there.
        void drop(PaletteEntry entry, double sceneX, double sceneY);

        /// It is to be put in the middle of what is seen, or into what is selected.
        void put(PaletteEntry entry);
    }

    private final Texts texts;
    private final Taker taker;
    private final List<Button> buttons = new ArrayList<>();

    public Palette(Ui ui, Taker taker) {
        this.texts = ui.texts(Palette.class);
        this.taker = taker;
        setId("palette");
        getStyleClass().add("palette");
        getStylesheets()
                .add(
                        Objects.requireNonNull(Palette.class.getResource("editor.css"))
                                .toExternalForm());
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        accessibleTextProperty().bind(texts.text("palette"));
        VBox all = new VBox();
        all.getStyleClass().add("palette-groups");
        for (Group group : Group.values()) {
            Label title = new Label();
            title.textProperty().bind(texts.text("palette." + group.word()));
            title.getStyleClass().addAll("type-small", "w600", "muted");
            VBox box = new VBox(title);
            box.getStyleClass().add("palette-group");
            PaletteEntry.ALL.stream()
                    .filter(one -> Group.of(one.kind()) == group)
                    .forEach(one -> box.getChildren().add(button(one)));
            all.getChildren().add(box);
        }
        setContent(all);
    }

    private enum Group {
        NODES,
        PLACES,
        NETWORK,
        SERVICES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Group of(ThingKind kind) {
            return switch (kind) {
                case NODE, STATION -> NODES;
                case SITE, VPC, ZONE, SUBNET -> PLACES;
                case TRANSIT_GATEWAY,
                        DIRECT_CONNECT_GATEWAY,
                        ROUTE_TABLE,
                        LOAD_BALANCER,
                        PROXY,
                        DNS_RECORD,
                        VIRTUAL_IP ->
                        NETWORK;
                case SERVICE, MIRROR, FENCE_DEVICE, NOTE -> SERVICES;
            };
        }
    }

    /// Gives the keyboard to the first of them.
    public void focusFirst() {
        buttons.getFirst().requestFocus();
    }

    private Button button(PaletteEntry entry) {
        Button button = new Button();
        button.setId("palette-" + entry.word());
        button.getStyleClass().addAll("flat", "palette-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setGraphic(new Icon(ThingIcons.of(entry.kind()), 14));
        button.setMnemonicParsing(false);
        button.textProperty().bind(texts.text("palette.entry." + entry.word()));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.text("palette.hint", button.textProperty()));
        button.setTooltip(tip);
        button.addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, entry, button));
        drags(button, entry);
        buttons.add(button);
        return button;
    }

    private void key(KeyEvent event, PaletteEntry entry, Button button) {
        int at = buttons.indexOf(button);
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            taker.put(entry);
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && at + 1 < buttons.size()) {
            buttons.get(at + 1).requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.UP && at > 0) {
            buttons.get(at - 1).requestFocus();
            event.consume();
        }
    }

    private void drags(Button button, PaletteEntry entry) {
        button.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    Scene scene = button.getScene();
                    if (scene != null && event.getButton() == MouseButton.PRIMARY) {
                        new Drag(entry, button, event).follow(scene);
                    }
                });
    }

    /// One entry in the hand, from press to release; followed over the whole window, whichever part
    /// of it is told of the pointer.
    private final class Drag implements EventHandler<MouseEvent> {

        private final PaletteEntry entry;
        private final Button button;
        private final double fromX;
        private final double fromY;
        private boolean isDragged;

        Drag(PaletteEntry entry, Button button, MouseEvent pressed) {
            this.entry = entry;
            this.button = button;
            this.fromX = pressed.getSceneX();
            this.fromY = pressed.getSceneY();
        }

        void follow(Scene scene) {
            scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this);
            scene.addEventFilter(MouseEvent.MOUSE_RELEASED, this);
        }

        @Override
        public void handle(MouseEvent event) {
            boolean isEnd = event.getEventType().equals(MouseEvent.MOUSE_RELEASED);
            isDragged |=
                    Math.hypot(event.getSceneX() - fromX, event.getSceneY() - fromY) > DRAG_FROM;
            Scene scene = button.getScene();
            if (isEnd && scene != null) {
                scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, this);
                scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, this);
            }
            if (!isDragged && isEnd) {
                taker.take(entry);
            } else if (isEnd) {
                taker.drop(entry, event.getSceneX(), event.getSceneY());
            } else if (isDragged) {
                taker.drag(entry, event.getSceneX(), event.getSceneY());
            }
            // The button is told, so that it does not stay pressed; the canvas is not: it has been
            // told already.
            if (!button.equals(event.getTarget())) {
                event.consume();
            }
        }
    }
}
