package dev.belay.app.editor;

import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.ThingIcons;
import dev.belay.app.ui.Ui;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.design.Kinds;
import dev.belay.model.edit.ConfigSets;
import dev.belay.model.edit.Draft;
import dev.belay.model.edit.EditName;
import dev.belay.model.edit.Frames;
import dev.belay.model.network.Link;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.shape.Words;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything that the design says of what is selected, to be changed: a thing, an edge, several
/// things, or the cluster when nothing is.
public final class DesignForm extends VBox {

    private static final Pattern SET = Pattern.compile("/configSets/(\\d+)(/.*)?");

    private final EditorModel model;
    private final Texts texts;
    private final FormContext context;
    private final DesignProblems problems;
    private final ConfigSetParts sets;
    private final VBox head = new VBox();
    private final VBox body = new VBox();
    private final FieldProblems fields = new FieldProblems(body);
    private final ScrollPane scroll = new ScrollPane(body);
    private Subject shownFor = new Subject(Set.of(), Optional.empty());
    private @Nullable Object shown;
    private boolean isOwnChange;

    /// What is selected.
    ///
    /// @param configSet index of one; empty unless one is selected
    private record Subject(Set<ThingId> ids, Optional<Integer> configSet) {}

    public DesignForm(EditorModel model, DesignProblems problems, Ui ui) {
        this.model = model;
        this.problems = problems;
        this.texts = ui.texts(DesignForm.class);
        this.context =
                new FormContext(
                        texts,
                        () -> Objects.requireNonNull(model.designProperty().get()),
                        model::settle);
        this.sets = new ConfigSetParts(model, context);
        setId("design-form");
        getStyleClass().addAll("inspector", "design-form");
        getStylesheets()
                .add(
                        Objects.requireNonNull(DesignForm.class.getResource("editor.css"))
                                .toExternalForm());
        head.getStyleClass().add("inspector-head");
        body.getStyleClass().add("form-body");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setId("design-form-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        model.designProperty().subscribe(design -> refresh(false));
        model.selectionProperty().subscribe(ids -> refresh(false));
        model.configSetProperty().subscribe(index -> refresh(false));
        problems.checkingProperty()
                .subscribe(checking -> {
                    if (!checking) {
                        showProblems();
                    }
                });
        ui.languageProperty().subscribe(language -> refresh(true));
    }

    /// Gives the keyboard to the first field.
    public void focusFirst() {
        body.lookupAll("*").stream()
                .filter(one -> one.getId() != null && one.getId().startsWith("field-"))
                .filter(one -> one.isFocusTraversable() && !one.isDisabled())
                .findFirst()
                .ifPresent(javafx.scene.Node::requestFocus);
    }

    /// Goes to the field of a problem.
    ///
    /// @param pointer such as `/resources/0/name`; at the cluster also those of config sets
    public void focusField(String pointer) {
        Matcher set = SET.matcher(pointer);
        boolean isOfSet = model.selectionProperty().get().isEmpty() && set.matches();
        if (isOfSet) {
            model.selectConfigSet(Integer.parseInt(set.group(1)));
        }
        fields.control(isOfSet ? fieldOfSet(Objects.requireNonNullElse(set.group(2), "")) : pointer)
                .ifPresent(field -> {
                    field.requestFocus();
                    reveal(field);
                });
    }

    /// Brings a field into view; the form may be a new one that was not laid out yet.
    private void reveal(javafx.scene.Node field) {
        applyCss();
        layout();
        Bounds at = body.sceneToLocal(field.localToScene(field.getBoundsInLocal()));
        double seen = scroll.getViewportBounds().getHeight();
        double rest = body.getHeight() - seen;
        double top = scroll.getVvalue() * rest;
        if (rest > 0 && (at.getMinY() < top || at.getMaxY() > top + seen)) {
            scroll.setVvalue(Math.clamp((at.getMinY() - seen / 3) / rest, 0, 1));
        }
    }

    /// What is wrong with a set as a whole is wrong with its name.
    private static String fieldOfSet(String pointer) {
        return pointer.isEmpty() ? "/name" : pointer;
    }

    private void showProblems() {
        List<Problem> found = problems.problems();
        Locale locale = texts.language().locale();
        fields.show(found, this::pointer, locale);
    }

    /// Where in the form a place of the design is; empty for one that it does not show.
    private Optional<String> pointer(Place place) {
        String set = shownFor.configSet().map(index -> "/configSets/" + index).orElse("");
        return switch (place) {
            case Place.AtThing(ThingId id, String field) ->
                    shownFor.ids().equals(Set.of(id)) ? Optional.of(field) : Optional.empty();
            case Place.AtCluster(String field) ->
                    shownFor.ids().isEmpty() && (field + "/").startsWith(set + "/")
                            ? Optional.of(field.substring(set.length()))
                                    .map(inner -> set.isEmpty() ? inner : fieldOfSet(inner))
                            : Optional.empty();
            case Place.AtLink _, Place.InFile _ -> Optional.empty();
        };
    }

    private void refresh(boolean anew) {
        Design design = model.designProperty().get();
        if (design == null) {
            head.getChildren().clear();
            body.getChildren().clear();
            shown = null;
            return;
        }
        Subject subject =
                new Subject(model.selectionProperty().get(), model.configSetProperty().get());
        Object content = content(design, subject);
        boolean isSame = content.equals(shown) && subject.equals(shownFor);
        shown = content;
        if (!anew && (isSame || (isOwnChange && subject.equals(shownFor)))) {
            return;
        }
        boolean isOther = !subject.equals(shownFor);
        shownFor = subject;
        show(design, subject);
        showProblems();
        if (isOther) {
            scroll.setVvalue(0);
        }
    }

    /// What the form shows: it is made anew when that has become another. Where it is drawn is no
    /// part of it.
    private static Object content(Design design, Subject subject) {
        Set<ThingId> ids = subject.ids();
        if (subject.configSet().isPresent()) {
            int index = subject.configSet().get();
            return List.of(design.configSets().get(index), ConfigSets.uses(design, index));
        }
        if (ids.isEmpty()) {
            return List.of(design.cluster(), design.configSets());
        }
        if (ids.size() > 1) {
            return ids;
        }
        ThingId id = ids.iterator().next();
        return design.find(id)
                .<Object>map(one -> one.withFrame(Optional.empty()))
                .or(() -> link(design, id))
                .orElse(id);
    }

    private static Optional<Link> link(Design design, ThingId id) {
        return design.links().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private void show(Design design, Subject subject) {
        Set<ThingId> ids = subject.ids();
        if (subject.configSet().isPresent()) {
            showConfigSet(design, subject.configSet().get());
        } else if (ids.isEmpty()) {
            showCluster(design);
        } else if (ids.size() > 1) {
            showSeveral(ids.size());
        } else {
            ThingId id = ids.iterator().next();
            design.find(id).ifPresent(this::showThing);
            if (design.find(id).isEmpty()) {
                link(design, id).ifPresent(this::showLink);
            }
        }
    }

    private void showHead(String icon, String name, String kind) {
        Label title = Labels.label(name, "type-section", "w600");
        title.setId("design-form-title");
        HBox line = new HBox(new Icon(icon, 18), title);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("inspector-title");
        head.getChildren().setAll(line, new Chip(kind, Chip.Tone.NEUTRAL));
    }

    private void showCluster(Design design) {
        ClusterSettings cluster = design.cluster();
        showHead("fth-share-2", cluster.name(), texts.get("form.cluster"));
        RecordForm<ClusterSettings> form =
                new RecordForm<>(
                        context,
                        "",
                        Draft.of(cluster),
                        Set.of("id"),
                        changed ->
                                change(
                                        EditName.of("change.cluster"),
                                        before -> before.withCluster(changed)));
        body.getChildren().setAll(form, sets.list(design, this::focusFirst));
    }

    private void showConfigSet(Design design, int index) {
        ConfigSet set = design.configSets().get(index);
        showHead(ConfigSetParts.ICON, sets.name(set), texts.get("form.config-set"));
        // By the name that it had: all that is typed into the field of its name is one step, and
        // whoever named it before names it still.
        EditName name = EditName.of("change", sets.name(set));
        List<ConfigSets.Use> uses = ConfigSets.uses(design, index);
        RecordForm<ConfigSet> form =
                new RecordForm<>(
                        context,
                        "",
                        Draft.of(set),
                        Set.of(),
                        changed ->
                                change(
                                        name,
                                        before ->
                                                ConfigSets.changed(before, index, changed, uses)));
        body.getChildren()
                .setAll(
                        sets.deeds(() -> focusField("/configSets")),
                        form,
                        sets.uses(design, index));
    }

    private void showThing(Thing thing) {
        showHead(ThingIcons.of(thing.kind()), ChoiceRow.name(thing), kind(thing));
        Set<String> hidden = new HashSet<>(Set.of("id", "within", "frame"));
        if (thing instanceof Node node) {
            // What only one role has is offered to that role, and to whoever has it already.
            if (node.role() != NodeRole.REMOTE && node.remote().isEmpty()) {
                hidden.add("remote");
            }
            if (node.role() != NodeRole.GUEST && node.guest().isEmpty()) {
                hidden.add("guest");
            }
        }
        List<javafx.scene.Node> parts = new ArrayList<>();
        if (!Kinds.containersOf(thing.kind()).isEmpty()) {
            parts.add(
                    ChoiceRow.of(
                                    context,
                                    "within",
                                    texts.get("field.within"),
                                    List.copyOf(Kinds.containersOf(thing.kind())),
                                    thing.within(),
                                    true)
                            .told(chosen -> model.putInto(chosen.map(ThingId.class::cast))));
        }
        parts.add(form((Record) thing, hidden));
        Label id = Labels.label(thing.id().text(), "mono", "type-small", "subtle");
        id.setId("design-form-id");
        VBox idRow = new VBox(Labels.label(texts.get("field.id"), "type-small", "muted"), id);
        idRow.getStyleClass().add("form-row");
        parts.add(idRow);
        body.getChildren().setAll(parts);
    }

    private <R extends Record> RecordForm<R> form(R record, Set<String> hidden) {
        ThingId id = ((Thing) record).id();
        // By the name that it had: all that is typed into the field of its name is one step.
        EditName name = EditName.of("change", ChoiceRow.name((Thing) record));
        return new RecordForm<>(
                context,
                "",
                Draft.of(record),
                hidden,
                changed ->
                        change(
                                name,
                                design ->
                                        design.find(id)
                                                .map(now -> design.with(placed(changed, now)))
                                                .orElse(design)));
    }

    /// With the place that it has on the canvas by now.
    private static Thing placed(Record changed, Thing now) {
        return ((Thing) changed).withWithin(now.within()).withFrame(now.frame());
    }

    private String kind(Thing thing) {
        return thing instanceof Node node
                ? texts.get("choice.NodeRole." + Words.of(node.role()))
                : texts.get("kind." + thing.kind().code());
    }

    private void showLink(Link link) {
        Design design = context.design().get();
        String from = design.find(link.from()).map(ChoiceRow::name).orElse(link.from().text());
        String to = design.find(link.to()).map(ChoiceRow::name).orElse(link.to().text());
        showHead("fth-link-2", texts.get("form.edge", from, to), texts.get("form.link"));
        body.getChildren()
                .setAll(
                        new RecordForm<>(
                                context,
                                "",
                                Draft.of(link),
                                Set.of("id", "from", "to"),
                                changed ->
                                        change(
                                                EditName.of("change.link", from, to),
                                                before ->
                                                        before.withLinks(
                                                                before.links().stream()
                                                                        .map(one ->
                                                                                one.id()
                                                                                                .equals(
                                                                                                        changed
                                                                                                                .id())
                                                                                        ? changed
                                                                                        : one)
                                                                        .toList()))));
    }

    private void showSeveral(int count) {
        showHead("fth-layers", texts.get("form.several", count), texts.get("form.selection"));
        FlowPane lines = new FlowPane();
        lines.getStyleClass().add("form-buttons");
        for (Frames.Line line : Frames.Line.values()) {
            String word = line.name().toLowerCase(Locale.ROOT);
            lines.getChildren()
                    .add(
                            button(
                                    "align-" + word,
                                    icon(line),
                                    texts.get("align." + word),
                                    () -> model.align(line)));
        }
        FlowPane ways = new FlowPane();
        ways.getStyleClass().add("form-buttons");
        for (Frames.Way way : Frames.Way.values()) {
            String word = way.name().toLowerCase(Locale.ROOT);
            Button spread =
                    button(
                            "spread-" + word,
                            way == Frames.Way.ACROSS ? "fth-columns" : "fth-menu",
                            texts.get("spread." + word),
                            () -> model.spread(way));
            spread.setDisable(count < 3);
            ways.getChildren().add(spread);
        }
        body.getChildren()
                .setAll(
                        context.heading(texts.get("form.align")),
                        lines,
                        context.heading(texts.get("form.spread")),
                        ways);
    }

    private static String icon(Frames.Line line) {
        return switch (line) {
            case LEFT -> "fth-align-left";
            case CENTER -> "fth-align-center";
            case RIGHT -> "fth-align-right";
            case TOP -> "fth-arrow-up";
            case MIDDLE -> "fth-minus";
            case BOTTOM -> "fth-arrow-down";
        };
    }

    private static Button button(String id, String icon, String text, Runnable run) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("icon-only", "small");
        button.setGraphic(new Icon(icon, 14));
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setOnAction(event -> run.run());
        return button;
    }

    private void change(EditName name, UnaryOperator<Design> by) {
        isOwnChange = true;
        try {
            model.goOn(name, by);
        } finally {
            isOwnChange = false;
        }
        Design design = context.design().get();
        if (shownFor.configSet().isPresent()) {
            title(sets.name(design.configSets().get(shownFor.configSet().get())));
        } else if (shownFor.ids().isEmpty()) {
            title(design.cluster().name());
        } else {
            shownFor.ids().stream()
                    .findFirst()
                    .flatMap(design::find)
                    .ifPresent(one -> title(ChoiceRow.name(one)));
        }
    }

    private void title(String text) {
        if (head.lookup("#design-form-title") instanceof Label title) {
            title.setText(text);
        }
    }
}
