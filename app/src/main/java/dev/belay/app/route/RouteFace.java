package dev.belay.app.route;

import dev.belay.app.answers.AnswersPane;
import dev.belay.app.answers.CommandList;
import dev.belay.app.answers.Desk;
import dev.belay.app.cloud.ClusterTrouble;
import dev.belay.app.cloud.DrawnChoice;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.design.Target;
import dev.belay.app.route.RouteForm.Field;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.Section;
import dev.belay.app.wizard.TypedFields;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.Questions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
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
    private Subscription live = Subscription.EMPTY;

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
        ClusterTrouble trouble = new ClusterTrouble(texts, "route", script.ground());
        DrawnChoice vips =
                new DrawnChoice(
                        texts, "route.vip", this::drawn, script.form()::chosen, script::choose);
        TypedFields<Field> fields =
                new TypedFields<>(
                        "route",
                        key -> texts.get("route." + key),
                        script.form()::typed,
                        script::type,
                        script.form()::wrong);
        Section nodes = new Section("field");
        Section tables = new Section("field");
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
                        trouble.node(),
                        vips.node(),
                        Forms.pair(fields.line(Field.NAME), fields.line(Field.ADDRESS)),
                        Forms.pair(fields.line(Field.VPC), fields.line(Field.UNIT)),
                        nodes,
                        tables,
                        fields.line(Field.SITES),
                        Labels.label(texts.get("route.answers"), "type-section"),
                        Labels.prose(texts.get("route.answers.why"), "type-small", "muted"),
                        answers,
                        commands);
        Runnable refresh =
                () -> {
                    trouble.refresh();
                    vips.refresh();
                    List<String> hosts =
                            script.form().hosts().stream().map(one -> one.id().text()).toList();
                    nodes.show(hosts, () -> nodes(hosts));
                    List<String> offered = script.form().offeredTables();
                    tables.show(offered, () -> tables(offered));
                    commands.refresh();
                    fields.refresh();
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

    private List<Node> nodes(List<String> ids) {
        VBox rows = Parts.column("choices");
        ids.forEach(id -> rows.getChildren().add(node(id)));
        if (ids.isEmpty()) {
            rows.getChildren().add(Labels.prose(texts.get("route.nodes.none"), "muted"));
        }
        return Forms.named(texts.get("route.nodes"), rows, texts.get("route.nodes.about"));
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

    private List<Node> tables(List<String> keys) {
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
        return Forms.named(texts.get("route.tables"), rows, texts.get("route.tables.about"));
    }

    private String aboutTable(String key) {
        return script.form().source().routeTables().stream()
                .filter(one -> RouteForm.key(one).equals(key))
                .findFirst()
                .map(one -> texts.get("route.tables.drawn", one.name()))
                .orElseGet(() -> texts.get("route.tables.answers"));
    }

    private Map<String, String> drawn() {
        Map<String, String> names = new LinkedHashMap<>();
        script.form().drawn().forEach(one -> names.put(one.id().text(), called(one)));
        return names;
    }

    private String called(VirtualIp one) {
        String address = one.address().map(Object::toString).orElse("");
        return one.name().isBlank() ? one.id() + "  " + address : one.name() + "  " + address;
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
