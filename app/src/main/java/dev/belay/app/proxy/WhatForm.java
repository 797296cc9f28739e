package dev.belay.app.proxy;

import dev.belay.api.ApiError;
import dev.belay.app.proxy.ProxyForm.Field;
import dev.belay.app.proxy.ProxyForm.Place;
import dev.belay.app.proxy.ProxyForm.Schemes;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.Section;
import dev.belay.app.wizard.TypedFields;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import dev.belay.model.proxy.Bypass;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The page What: which proxy, who uses it, whose calls, and the ways that come of it.
final class WhatForm extends VBox {
    private static final int CONF_ROWS = 6;

    private final Texts texts;
    private final ProxyScript script;
    private final ConfFile files;
    private final ConfReader reader;
    private final TypedFields<Field> typed;
    private final Section trouble = new Section("form-rows");
    private final Section place = new Section("field");
    private final Section known = new Section("field");
    private final Section fields = new Section("form-rows");
    private final Section users = new Section("field");
    private final Section scope = new Section("field");
    private final Section networks = new Section("form-rows");
    private final Section squid = new Section("field");
    private final Section ways = new Section("field");

    WhatForm(Texts texts, ProxyScript script, ConfFile files) {
        this.texts = texts;
        this.script = script;
        this.files = files;
        this.reader = new ConfReader();
        this.typed =
                new TypedFields<>(
                        "proxy",
                        texts::get,
                        field -> script.form().value(field),
                        script::set,
                        () -> script.form().wrong());
        getStyleClass().addAll("form-page", "proxy-form");
        getChildren()
                .addAll(
                        Labels.label(texts.get("what"), "type-page"),
                        Labels.prose(texts.get("what.why"), "muted"),
                        trouble,
                        place,
                        known,
                        fields,
                        users,
                        scope,
                        networks,
                        squid,
                        ways);
        show();
    }

    /// What the parts are made of; each is made anew only when that has changed.
    private record Key(Place place, String choice, Object more) {}

    void show() {
        ProxyForm form = script.form();
        ApiError error = script.standing().error();
        if (error != null && form.place() == Place.CLUSTER) {
            trouble.show(error, () -> trouble(error));
        } else {
            trouble.show("", List::of);
        }
        place.show(script.mayDraw() ? form.place() : "", this::place);
        Place at = form.place();
        String choice = form.value(Field.CHOICE);
        // Which one is chosen is no part of it: arrow keys move in it.
        known.show(new Key(at, "", script.known()), this::known);
        fields.show(new Key(at, choice, ""), this::fields);
        users.show(new Key(at, choice, script.nodes()), this::users);
        scope.show(new Key(at, choice, ""), this::scope);
        networks.show(new Key(at, choice, form.software()), this::networks);
        squid.show(form.isSquid(), () -> form.isSquid() ? squid() : List.of());
        List<Object> way = new ArrayList<>();
        script.now()
                .ifPresent(now -> {
                    way.add(now.proxy());
                    way.add(now.base());
                });
        ways.show(way, this::ways);
        typed.refresh();
    }

    private List<Node> trouble(ApiError why) {
        RefusalWords words = RefusalWords.in(texts.language());
        Label said =
                Labels.prose(
                        words.together(
                                texts.get("silent", words.what(why)),
                                words.together(
                                        words.advice(why),
                                        script.mayDraw() ? texts.get("silent.draw") : "")));
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        HBox banner =
                Parts.row(
                        "banner warning rounded",
                        new CheckGlyph(CheckGlyph.Result.WARNING, 16),
                        said,
                        Parts.button(
                                "proxy-ask-again",
                                "fth-refresh-cw",
                                texts.get("ask-again"),
                                () -> script.standing().ask()));
        banner.setId("proxy-silent");
        return List.of(banner);
    }

    /// Only where both are possible.
    private List<Node> place() {
        if (!script.mayDraw()) {
            return List.of();
        }
        ObjectProperty<Place> chosen = new SimpleObjectProperty<>(script.form().place());
        Segmented<Place> choice = new Segmented<>("proxy-place", chosen);
        for (Place one : Place.values()) {
            choice.add(one, "proxy-place-" + one, texts.text("place." + one));
        }
        chosen.subscribe((before, now) -> script.setPlace(now));
        return List.of(
                Labels.label(texts.get("place"), "type-small", "w500"),
                choice,
                Labels.prose(
                        texts.get("place.about." + script.form().place()), "type-small", "muted"));
    }

    private List<Node> known() {
        if (script.known().isEmpty()) {
            return List.of();
        }
        VBox card = Parts.column("card proxy-list");
        ToggleGroup group = new ToggleGroup();
        String chosen = script.form().value(Field.CHOICE);
        RadioButton fresh = radio("proxy-new", texts.get("known.new"), group, chosen.isEmpty());
        choosing(fresh, "");
        card.getChildren().add(Parts.row("proxy-row", fresh));
        for (Known one : script.known()) {
            String id = one.proxy().id().text();
            String name = one.proxy().name().isBlank() ? id : one.proxy().name();
            RadioButton button = radio("proxy-known-" + id, name, group, chosen.equals(id));
            choosing(button, id);
            String address = one.proxy().host().map(it -> it + ":" + one.proxy().port()).orElse("");
            button.setAccessibleText(name + ", " + address);
            card.getChildren()
                    .add(
                            Parts.row(
                                    "proxy-row",
                                    button,
                                    Labels.label(address, "mono", "muted"),
                                    Labels.space(),
                                    new Chip(
                                            texts.get("known." + one.where()),
                                            one.where() == Known.Where.IN_FORCE
                                                    ? Chip.Tone.NEUTRAL
                                                    : Chip.Tone.PLAN)));
        }
        return List.of(Labels.label(texts.get("known"), "type-small", "w500"), card);
    }

    private void choosing(RadioButton button, String id) {
        button.selectedProperty()
                .subscribe((before, now) -> {
                    if (now) {
                        script.choose(id);
                    }
                });
    }

    /// Focus alone does not choose; Enter belongs to the button that leads on.
    private static RadioButton radio(String id, String name, ToggleGroup group, boolean isChosen) {
        RadioButton button = new RadioButton(name);
        button.setId(id);
        button.setToggleGroup(group);
        button.setSelected(isChosen);
        button.getStyleClass().add("w500");
        button.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE && !button.isSelected()) {
                button.setSelected(true);
                event.consume();
            }
        });
        return button;
    }

    private List<Node> fields() {
        ObjectProperty<ProxySoftware> software =
                new SimpleObjectProperty<>(script.form().software());
        Segmented<ProxySoftware> programs = new Segmented<>("proxy-software", software);
        for (ProxySoftware one : ProxySoftware.values()) {
            programs.add(one, "proxy-" + one, texts.text("software." + one));
        }
        software.subscribe((before, now) -> script.set(Field.SOFTWARE, now.name()));
        VBox runs =
                Parts.column(
                        "field",
                        Labels.label(texts.get("software"), "type-small", "w500"),
                        programs,
                        Labels.prose(texts.get("software.about"), "type-small", "muted"));
        boolean isNew = script.form().value(Field.CHOICE).isEmpty();
        VBox first = isNew ? typed.line(Field.NAME) : runs;
        VBox second = isNew ? runs : schemes();
        List<Node> parts = new ArrayList<>();
        parts.add(Forms.pair(first, second));
        parts.add(Forms.pair(typed.line(Field.HOST), typed.line(Field.PORT)));
        if (isNew) {
            parts.add(schemes());
        }
        return parts;
    }

    private VBox schemes() {
        ObjectProperty<Schemes> chosen = new SimpleObjectProperty<>(script.form().schemes());
        Segmented<Schemes> choice = new Segmented<>("proxy-schemes", chosen);
        for (Schemes one : List.of(Schemes.BOTH, Schemes.HTTPS, Schemes.HTTP)) {
            choice.add(one, "proxy-schemes-" + one, texts.text("schemes." + one));
        }
        chosen.subscribe((before, now) -> script.set(Field.SCHEMES, now.name()));
        return Parts.column(
                "field",
                Labels.label(texts.get("schemes"), "type-small", "w500"),
                choice,
                Labels.prose(texts.get("schemes.about"), "type-small", "muted"));
    }

    private List<Node> users() {
        VBox card = Parts.column("card proxy-list");
        List<String> there = new ArrayList<>();
        for (dev.belay.model.node.Node node : script.nodes()) {
            String id = node.id().text();
            there.add(id);
            card.getChildren()
                    .add(
                            Parts.row(
                                    "proxy-row",
                                    user(id),
                                    Labels.label(
                                            node.address().map(Object::toString).orElse(""),
                                            "mono",
                                            "muted")));
        }
        for (String id : script.form().users()) {
            if (!there.contains(id)) {
                card.getChildren()
                        .add(
                                Parts.row(
                                        "proxy-row",
                                        user(id),
                                        Labels.space(),
                                        new Chip(texts.get("users.away"), Chip.Tone.WARNING)));
            }
        }
        if (card.getChildren().isEmpty()) {
            return List.of();
        }
        return List.of(
                Labels.label(texts.get("users"), "type-small", "w500"),
                card,
                typed.about(Field.USERS));
    }

    private CheckBox user(String id) {
        CheckBox box = new CheckBox(id);
        box.setId("proxy-user-" + id);
        box.getStyleClass().add("w500");
        box.setSelected(script.form().users().contains(id));
        box.selectedProperty().subscribe((before, now) -> script.setUser(id, now));
        return box;
    }

    /// Each with what gets the settings and what does not.
    private List<Node> scope() {
        VBox card = Parts.column("card proxy-list");
        ToggleGroup group = new ToggleGroup();
        for (ProxyScope one : ProxyScope.values()) {
            RadioButton button =
                    radio(
                            "proxy-scope-" + one,
                            texts.get("scope." + one),
                            group,
                            script.form().scope() == one);
            String gets = texts.get("scope.gets." + one);
            String not = texts.get("scope.not." + one);
            button.setAccessibleText(button.getText() + ": " + gets + " " + not);
            button.selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            script.set(Field.SCOPE, one.name());
                        }
                    });
            card.getChildren()
                    .add(
                            Parts.column(
                                    "proxy-scope",
                                    button,
                                    scopeLine("fth-check", gets),
                                    scopeLine("fth-minus", not)));
        }
        return List.of(Labels.label(texts.get("scope"), "type-section"), card);
    }

    private static HBox scopeLine(String icon, String text) {
        Label said = Labels.prose(text, "type-small", "muted");
        HBox.setHgrow(said, Priority.ALWAYS);
        return Parts.row("proxy-scope-line", new Icon(icon, 12), said);
    }

    private List<Node> networks() {
        VBox exceptions = typed.line(Field.EXCEPTIONS);
        FlowPane always = new FlowPane();
        always.getStyleClass().add("proxy-always");
        for (String one : Bypass.of(List.of()).entries()) {
            Chip chip = new Chip(one, Chip.Tone.NEUTRAL);
            chip.getStyleClass().add("mono");
            chip.setGraphic(new Icon("fth-lock", 10));
            chip.setAccessibleText(texts.get("exceptions.always", one));
            always.getChildren().add(chip);
        }
        exceptions.getChildren().add(1, always);
        return script.form().isSquid()
                ? List.of(Forms.pair(typed.line(Field.SOURCES), exceptions))
                : List.of(exceptions);
    }

    private List<Node> squid() {
        TextArea area =
                Forms.lines(
                        script.form().value(Field.SQUID),
                        CONF_ROWS,
                        now -> script.set(Field.SQUID, now));
        area.getStyleClass().add("mono");
        VBox field = Forms.field("proxy-squid", texts.get("squid"), area, "");
        Label said = Labels.prose("", "type-small", "bad-text");
        said.setVisible(false);
        said.setManaged(false);
        field.getChildren()
                .addAll(
                        Labels.prose(texts.get("squid.about"), "type-small", "muted"),
                        Parts.row(
                                "buttons-left",
                                Parts.button(
                                        "proxy-squid-file",
                                        "fth-file-text",
                                        texts.get("squid.file"),
                                        () ->
                                                files.choose(getScene().getWindow())
                                                        .ifPresent(path ->
                                                                reader.read(
                                                                        path,
                                                                        area::setText,
                                                                        why -> {
                                                                            said.setText(
                                                                                    texts.get(
                                                                                            "squid.unread",
                                                                                            path,
                                                                                            why));
                                                                            said.setVisible(true);
                                                                            said.setManaged(true);
                                                                        })))),
                        said);
        return List.of(field);
    }

    private List<Node> ways() {
        Label title = Labels.label(texts.get("ways"), "type-section");
        return script.now()
                .filter(now -> !now.users().isEmpty())
                .map(now -> List.<Node>of(title, new PathMap(texts, now)))
                .orElseGet(() ->
                        List.of(
                                title,
                                Labels.prose(texts.get("ways.none"), "type-small", "muted")));
    }
}
