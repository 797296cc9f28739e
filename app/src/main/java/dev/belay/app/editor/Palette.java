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
import java.util.Optional;
import java.util.function.Consumer;
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

        /// A new config set is wanted, which has no place on the canvas.
        void addConfigSet();
    }

    /// A row of it.
    ///
    /// @param thing empty for a config set
    private record Entry(String word, String icon, Optional<PaletteEntry> thing) {

        static final Entry CONFIG_SET = new Entry("config-set", "fth-file-text", Optional.empty());

        static Entry of(PaletteEntry thing) {
            return new Entry(thing.word(), ThingIcons.of(thing.kind()), Optional.of(thing));
        }
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
            entries(group).forEach(one -> box.getChildren().add(button(one)));
            all.getChildren().add(box);
        }
        setContent(all);
    }

    private static List<Entry> entries(Group group) {
        List<Entry> entries = new ArrayList<>();
        for (PaletteEntry one : PaletteEntry.ALL) {
            if (one.kind() == ThingKind.NOTE && group == Group.SERVICES) {
                entries.add(Entry.CONFIG_SET);
            }
            if (Group.of(one.kind()) == group) {
                entries.add(Entry.of(one));
            }
        }
        return entries;
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

    private void hand(Entry entry, Consumer<PaletteEntry> thing) {
        entry.thing().ifPresentOrElse(thing, taker::addConfigSet);
    }

    private Button button(Entry entry) {
        Button button = new Button();
        button.setId("palette-" + entry.word());
        button.getStyleClass().addAll("flat", "palette-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setGraphic(new Icon(entry.icon(), 14));
        button.setMnemonicParsing(false);
        button.textProperty().bind(texts.text("palette.entry." + entry.word()));
        Tooltip tip = new Tooltip();
        String hint = entry.thing().isPresent() ? "palette.hint" : "palette.hint.config-set";
        tip.textProperty().bind(texts.text(hint, button.textProperty()));
        button.setTooltip(tip);
        button.addEventHandler(KeyEvent.KEY_PRESSED, event -> key(event, entry, button));
        drags(button, entry);
        buttons.add(button);
        return button;
    }

    private void key(KeyEvent event, Entry entry, Button button) {
        int at = buttons.indexOf(button);
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            hand(entry, taker::put);
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && at + 1 < buttons.size()) {
            buttons.get(at + 1).requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.UP && at > 0) {
            buttons.get(at - 1).requestFocus();
            event.consume();
        }
    }

    private void drags(Button button, Entry entry) {
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

        private final Entry entry;
        private final Button button;
        private final double fromX;
        private final double fromY;
        private boolean isDragged;

        Drag(Entry entry, Button button, MouseEvent pressed) {
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
                hand(entry, taker::take);
            } else if (isEnd) {
                hand(entry, one -> taker.drop(one, event.getSceneX(), event.getSceneY()));
            } else if (isDragged) {
                entry.thing()
                        .ifPresent(one -> taker.drag(one, event.getSceneX(), event.getSceneY()));
            }
            // The button is told, so that it does not stay pressed; the canvas is not: it has been
            // told already.
            if (!button.equals(event.getTarget())) {
                event.consume();
            }
        }
    }
}
