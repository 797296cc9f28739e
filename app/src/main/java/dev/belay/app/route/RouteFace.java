package dev.belay.app.route;

import dev.belay.api.ApiError;
import dev.belay.app.answers.AnswersPane;
import dev.belay.app.answers.CommandList;
import dev.belay.app.answers.Desk;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.design.Target;
import dev.belay.app.route.RouteForm.Field;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Questions;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form: which virtual IP, at which nodes and tables, and what AWS said.
final class RouteFace implements Face {
    private final Ui ui;
    private final Texts texts;
    private final RouteScript script;
    private final WizardModel model;
    private final WizardModel.Ports ports;
    private final Desk desk;
    private final GivenAnswers book;
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Map<Field, TextInputControl> controls = new EnumMap<>(Field.class);
    private Subscription live = Subscription.EMPTY;
    private @Nullable ApiError shownTrouble;

    RouteFace(Ui ui, RouteScript script, WizardModel model, WizardModel.Ports ports, Desk desk) {
        this.ui = ui;
        this.texts = ui.texts(RouteFace.class);
        this.script = script;
        this.model = model;
        this.ports = ports;
        this.desk = desk;
        this.book = new GivenAnswers(texts, script.answers());
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        Node own = made(page);
        if (own instanceof VBox box) {
            box.getStylesheets()
                    .add(
                            Objects.requireNonNull(RouteFace.class.getResource("route.css"))
                                    .toExternalForm());
        }
        return own;
    }

    private @Nullable Node made(Page page) {
        if (page.equals(Page.WHAT)) {
            return what();
        }
        if (page.equals(Page.PREFLIGHT)) {
            return path();
        }
        if (page.equals(Page.REVIEW)) {
            return new AtAws(
                    ui, script, desk.saver(), script.ground().confirmation().field("route-typed"));
        }
        return page.equals(Page.DONE)
                ? Parts.column(
                        "follow-up",
                        Labels.prose(texts.get("route.next." + script.ground().target())))
                : null;
    }

    /// The strip is made anew, and all checks run again, whenever there are other answers.
    private Node path() {
        PathPane pane = new PathPane(texts, script, book, ports, desk.saver());
        live =
                script.answers()
                        .knownProperty()
                        .subscribe((Known before, Known now) -> {
                            if (!now.reading()) {
                                script.learn();
                                pane.refresh();
                                model.preflight().runAll();
                            }
                        });
        return pane;
    }

    private Node what() {
        complaints.clear();
        controls.clear();
        StackPane trouble = new StackPane();
        VBox vips = Parts.column("field");
        VBox nodes = Parts.column("field");
        VBox tables = Parts.column("field");
        AnswersPane answers =
                new AnswersPane(
                        ui, "route", texts.get("route.paste.hint"), book, ports, desk.places());
        CommandList commands =
                new CommandList(
                        ui,
                        "route",
                        () -> script.questions().stream().map(Questions::command).toList(),
                        () -> Questions.script(script.questions()));
        VBox page =
                Forms.page(
                        texts.get("route.what"),
                        Labels.prose(texts.get("route.what.why"), "muted"),
                        target(),
                        trouble,
                        vips,
                        Forms.pair(input(Field.NAME), input(Field.ADDRESS)),
                        Forms.pair(input(Field.VPC), input(Field.UNIT)),
                        nodes,
                        tables,
                        input(Field.SITES),
                        Labels.label(texts.get("route.answers"), "type-section"),
                        Labels.prose(texts.get("route.answers.why"), "type-small", "muted"),
                        answers,
                        commands);
        Offered offered = new Offered();
        Runnable refresh =
                () -> {
                    complainOfCluster(trouble);
                    offered.vips(vips);
                    offered.nodes(nodes);
                    offered.tables(tables);
                    commands.refresh();
                    complain();
                };
        live =
                Subscription.combine(
                        script.changesProperty().subscribe(change -> refresh.run()),
                        script.answers()
                                .knownProperty()
                                .subscribe((Known before, Known now) -> {
                                    answers.refresh();
                                    if (!now.reading()) {
                                        script.learn();
                                    }
                                }));
        refresh.run();
        return page;
    }

    private Node target() {
        ObjectProperty<Target> chosen = new SimpleObjectProperty<>(script.ground().target());
        Segmented<Target> targets = new Segmented<>("route-target", chosen);
        for (Target one : Target.values()) {
            targets.add(one, "route-" + one, texts.text("route.target." + one));
        }
        Label about =
                Labels.prose(
                        texts.get("route.target.about." + script.ground().target()),
                        "type-small",
                        "muted");
        chosen.subscribe((before, now) -> {
            script.ground().setTarget(now);
            about.setText(texts.get("route.target.about." + now));
        });
        script.changesProperty()
                .when(targets.sceneProperty().map(scene -> true).orElse(false))
                .subscribe(change -> chosen.set(script.ground().target()));
        return Parts.column("field", targets, about);
    }

    private VBox input(Field field) {
        String key = "route." + field.key();
        TextField control = Forms.text(script.form().typed(field), now -> script.type(field, now));
        VBox box =
                Forms.field(
                        "route-" + field.key(), texts.get(key), control, texts.get(key + ".hint"));
        Label about = Labels.prose(texts.get(key + ".about"), "type-small", "muted");
        box.getChildren().add(about);
        complaints.put(field, about);
        controls.put(field, control);
        return box;
    }

    /// The line below a field says what it is for, or what is wrong with it. What the script knows
    /// by now stands in the field.
    private void complain() {
        complaints.forEach((field, label) -> {
            boolean isWrong =
                    !script.form().typed(field).isBlank() && script.form().wrong().contains(field);
            label.setText(
                    texts.get(
                            isWrong
                                    ? "route.missing." + field.key()
                                    : "route." + field.key() + ".about"));
            label.getStyleClass().removeAll("muted", "bad-text");
            label.getStyleClass().add(isWrong ? "bad-text" : "muted");
            TextInputControl control = controls.get(field);
            if (control != null) {
                control.getStyleClass().remove("invalid");
                if (isWrong) {
                    control.getStyleClass().add("invalid");
                }
                String now = script.form().typed(field);
                if (!control.getText().equals(now)) {
                    control.setText(now);
                }
            }
        });
    }

    /// Made anew only when it is another: the keyboard keeps its place.
    private void complainOfCluster(StackPane place) {
        ApiError why = script.ground().trouble();
        if (place.getChildren().isEmpty() != (why == null) || !Objects.equals(why, shownTrouble)) {
            shownTrouble = why;
            place.getChildren().setAll(why == null ? List.of() : List.of(trouble(why)));
        }
        place.setVisible(why != null);
        place.setManaged(why != null);
    }

    private Node trouble(ApiError why) {
        return Parts.row(
                "banner bad rounded",
                new StateGlyph(NodeState.UNKNOWN, 18),
                Labels.prose(
                        texts.beside(dev.belay.app.cloud.Ground.class)
                                .get("trouble", why.found(), why.advice())),
                Labels.space(),
                Parts.button(
                        "route-again",
                        "fth-refresh-cw",
                        texts.beside(dev.belay.app.cloud.Ground.class).get("again"),
                        () -> script.ground().ask()));
    }

    /// What can be chosen, made anew only when it is something else: the keyboard keeps its place.
    private final class Offered {
        private List<String> vips = List.of("?");
        private List<String> nodes = List.of("?");
        private List<String> tables = List.of("?");

        void vips(VBox field) {
            List<String> ids = new ArrayList<>();
            script.form().drawn().forEach(one -> ids.add(one.id().text()));
            ids.add("");
            List<String> state = with(ids, script.form().chosen());
            if (state.equals(vips)) {
                return;
            }
            vips = state;
            ComboBox<String> box = new ComboBox<>();
            box.setId("route-vip");
            box.setConverter(words());
            box.getItems().setAll(ids);
            box.setValue(script.form().chosen());
            box.setMaxWidth(Double.MAX_VALUE);
            box.valueProperty()
                    .subscribe((before, now) -> {
                        vips = with(ids, now == null ? "" : now);
                        script.choose(now == null ? "" : now);
                    });
            named(field, box, "route.vip");
        }

        private StringConverter<String> words() {
            return new StringConverter<>() {
                @Override
                public String toString(String id) {
                    return id == null || id.isEmpty()
                            ? texts.get("route.vip.new")
                            : script.form().drawn().stream()
                                    .filter(one -> one.id().text().equals(id))
                                    .findFirst()
                                    .map(RouteFace.this::called)
                                    .orElse(id);
                }

                @Override
                public String fromString(String text) {
                    return text;
                }
            };
        }

        void nodes(VBox field) {
            List<String> ids =
                    script.form().hosts().stream().map(node -> node.id().text()).toList();
            if (ids.equals(nodes)) {
                return;
            }
            nodes = ids;
            VBox rows = Parts.column("choices");
            ids.forEach(id -> rows.getChildren().add(node(id)));
            if (ids.isEmpty()) {
                rows.getChildren().add(Labels.prose(texts.get("route.nodes.none"), "muted"));
            }
            named(field, rows, "route.nodes");
        }

        private Node node(String id) {
            CheckBox box = new CheckBox(id);
            box.setId("route-node-" + id);
            box.setSelected(script.form().isNode(id));
            TextField instance = new TextField(script.form().instance(id));
            instance.setId("route-instance-" + id);
            instance.setPromptText(texts.get("route.instance.hint"));
            instance.setAccessibleText(texts.get("route.instance", id));
            HBox.setHgrow(instance, Priority.ALWAYS);
            instance.setDisable(!box.isSelected());
            box.selectedProperty()
                    .subscribe((before, now) -> {
                        instance.setDisable(!now);
                        script.setNode(id, now, instance.getText());
                    });
            instance.textProperty()
                    .subscribe((before, now) -> {
                        if (box.isSelected() && !script.form().instance(id).equals(now.strip())) {
                            script.setNode(id, true, now);
                        }
                    });
            script.changesProperty()
                    .when(box.sceneProperty().map(scene -> true).orElse(false))
                    .subscribe(change -> {
                        box.setSelected(script.form().isNode(id));
                        String known = script.form().instance(id);
                        if (script.form().isNode(id) && !known.equals(instance.getText().strip())) {
                            instance.setText(known);
                        }
                    });
            return Parts.row("choice", box, instance);
        }

        void tables(VBox field) {
            List<String> keys = script.form().offeredTables();
            if (keys.equals(tables)) {
                return;
            }
            tables = keys;
            VBox rows = Parts.column("choices");
            for (String key : keys) {
                CheckBox box = new CheckBox(key);
                box.setId("route-table-" + key);
                box.setSelected(script.form().isTable(key));
                box.selectedProperty()
                        .subscribe((before, now) -> {
                            if (now != script.form().isTable(key)) {
                                script.setTable(key, now);
                            }
                        });
                script.changesProperty()
                        .when(box.sceneProperty().map(scene -> true).orElse(false))
                        .subscribe(change -> box.setSelected(script.form().isTable(key)));
                Label about = Labels.label(aboutTable(key), "type-small", "muted");
                rows.getChildren().add(Parts.row("choice", box, about));
            }
            if (keys.isEmpty()) {
                rows.getChildren().add(Labels.prose(texts.get("route.tables.none"), "muted"));
            }
            named(field, rows, "route.tables");
        }

        private String aboutTable(String key) {
            return script.form().source().routeTables().stream()
                    .filter(one -> RouteForm.key(one).equals(key))
                    .findFirst()
                    .map(one -> texts.get("route.tables.drawn", one.name()))
                    .orElseGet(() -> texts.get("route.tables.answers"));
        }

        private void named(VBox field, Node control, String key) {
            Label name = Labels.label(texts.get(key), "type-small", "w500");
            name.setLabelFor(control);
            control.setAccessibleText(texts.get(key));
            field.getChildren()
                    .setAll(
                            name,
                            control,
                            Labels.prose(texts.get(key + ".about"), "type-small", "muted"));
        }
    }

    private String called(VirtualIp one) {
        String address = one.address().map(Object::toString).orElse("");
        return one.name().isBlank() ? one.id() + "  " + address : one.name() + "  " + address;
    }

    private static List<String> with(List<String> ids, String chosen) {
        List<String> all = new ArrayList<>(ids);
        all.add(chosen);
        return all;
    }

    @Override
    public String note(Page page) {
        return page.equals(Page.PREFLIGHT) ? texts.get("route.note") : "";
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
