package dev.belay.app.dns;

import dev.belay.api.ApiError;
import dev.belay.app.answers.AnswersPane;
import dev.belay.app.answers.CommandList;
import dev.belay.app.answers.Copying;
import dev.belay.app.answers.Desk;
import dev.belay.app.answers.LongText;
import dev.belay.app.design.Target;
import dev.belay.app.dns.DnsForm.Field;
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
import dev.belay.model.network.RecordType;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.status.NodeState;
import dev.belay.model.zone.NameJudge.Sight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The form: which name in which zone, for which service.
final class DnsFace implements Face {
    private final Ui ui;
    private final Texts texts;
    private final DnsScript script;
    private final WizardModel model;
    private final WizardModel.Ports ports;
    private final Desk desk;
    private final Map<Field, Label> complaints = new EnumMap<>(Field.class);
    private final Map<Field, TextInputControl> controls = new EnumMap<>(Field.class);
    private final List<Runnable> followers = new ArrayList<>();
    private Subscription live = Subscription.EMPTY;
    private @Nullable ApiError shownTrouble;
    private List<String> listed = List.of("?");

    DnsFace(Ui ui, DnsScript script, WizardModel model, WizardModel.Ports ports, Desk desk) {
        this.ui = ui;
        this.texts = ui.texts(DnsFace.class);
        this.script = script;
        this.model = model;
        this.ports = ports;
        this.desk = desk;
    }

    @Override
    public @Nullable Node page(Page page) {
        live.unsubscribe();
        if (page.equals(Page.WHAT)) {
            return what();
        }
        if (page.equals(Page.PREFLIGHT)) {
            return more();
        }
        if (page.equals(Page.REVIEW)) {
            return policy();
        }
        return page.equals(Page.DONE)
                ? Parts.column(
                        "follow-up",
                        Labels.prose(texts.get("dns.next." + script.ground().target())))
                : null;
    }

    /// One more answer; all checks run again with it.
    private Node more() {
        live =
                script.answers()
                        .changesProperty()
                        .subscribe((before, now) -> model.preflight().runAll());
        return Parts.row(
                "page-head",
                Parts.button(
                        "dns-paste-more",
                        "fth-clipboard",
                        texts.get("dns.paste-more"),
                        () -> AnswersPane.paste(texts, script.answers(), ports)));
    }

    private Node policy() {
        VBox box = Parts.column("form-rows");
        box.getChildren().addAll(script.ground().confirmation().field("dns-typed"));
        String json = LeastPolicy.of(script.form().on(script.form().source())).json();
        box.getChildren()
                .addAll(
                        Labels.label(texts.get("dns.policy"), "type-section"),
                        Labels.prose(texts.get("dns.policy.about"), "muted"),
                        Parts.row(
                                "buttons-left",
                                Parts.button(
                                        "dns-policy-copy",
                                        "fth-copy",
                                        texts.get("dns.policy.copy"),
                                        () -> Copying.copy(json)),
                                Parts.button(
                                        "dns-policy-save",
                                        "fth-download",
                                        texts.get("dns.policy.save"),
                                        () -> desk.saver().save("belay-policy.json", json))),
                        new LongText(
                                "dns-policy-text", texts.get("dns.policy"), json.stripTrailing()),
                        Labels.label(texts.get("dns.in-design"), "type-section"));
        return box;
    }

    private Node what() {
        complaints.clear();
        controls.clear();
        followers.clear();
        listed = List.of("?");
        shownTrouble = null;
        StackPane trouble = new StackPane();
        VBox records = Parts.column("field");
        AnswersPane answers =
                new AnswersPane(
                        ui,
                        "dns",
                        texts.get("dns.paste.hint"),
                        script.answers(),
                        ports,
                        desk.places());
        CommandList commands =
                new CommandList(
                        ui,
                        "dns",
                        () -> DnsChecks.commands(script.form().typed(Field.ZONE)),
                        () ->
                                String.join(
                                        "\n", DnsChecks.commands(script.form().typed(Field.ZONE))));
        VBox page =
                Forms.page(
                        texts.get("dns.what"),
                        Labels.prose(texts.get("dns.what.why"), "muted"),
                        chosen(
                                "dns.target",
                                Target.values(),
                                one -> script.ground().target(),
                                (form, one) -> script.ground().setTarget(one)),
                        trouble,
                        records,
                        Forms.pair(input(Field.HOST), input(Field.ZONE)),
                        chosen("dns.sight", Sight.values(), DnsForm::sight, DnsForm::setSight),
                        Forms.pair(
                                chosen(
                                        "dns.kind",
                                        RecordType.values(),
                                        DnsForm::kind,
                                        DnsForm::setKind),
                                input(Field.TTL)),
                        tick("dns.awaited", DnsForm::isAwaited, DnsForm::setAwaited),
                        tick("dns.deleted", DnsForm::isDeleted, DnsForm::setDeleted),
                        Forms.pair(input(Field.NAME), input(Field.UNIT)),
                        Labels.label(texts.get("dns.answers"), "type-section"),
                        Labels.prose(texts.get("dns.answers.why"), "type-small", "muted"),
                        answers,
                        commands);
        Runnable refresh =
                () -> {
                    complainOfCluster(trouble);
                    offer(records);
                    commands.refresh();
                    followers.forEach(Runnable::run);
                    complain();
                };
        live =
                Subscription.combine(
                        script.changesProperty().subscribe(change -> refresh.run()),
                        script.answers()
                                .changesProperty()
                                .subscribe((before, now) -> answers.refresh()));
        refresh.run();
        return page;
    }

    /// One of several, with a sentence about the one that is chosen.
    private <E extends Enum<E>> VBox chosen(
            String key, E[] all, Function<DnsForm, E> now, BiConsumer<DnsForm, E> set) {
        ObjectProperty<E> chosen = new SimpleObjectProperty<>(now.apply(script.form()));
        String id = key.replace('.', '-');
        Segmented<E> segments = new Segmented<>(id, chosen);
        for (E one : all) {
            segments.add(one, id + "-" + one, texts.text(key + "." + one));
        }
        Label about = Labels.prose("", "type-small", "muted");
        chosen.subscribe(one -> about.setText(texts.get(key + ".about." + one)));
        chosen.subscribe((before, one) -> {
            if (one != now.apply(script.form())) {
                script.change(form -> set.accept(form, one));
            }
        });
        followers.add(() -> chosen.set(now.apply(script.form())));
        return Parts.column(
                "field", Labels.label(texts.get(key), "type-small", "w500"), segments, about);
    }

    private VBox tick(
            String key, Function<DnsForm, Boolean> now, BiConsumer<DnsForm, Boolean> set) {
        CheckBox box = new CheckBox(texts.get(key));
        box.setId(key.replace('.', '-'));
        box.setSelected(now.apply(script.form()));
        box.selectedProperty()
                .subscribe((before, is) -> {
                    if (!is.equals(now.apply(script.form()))) {
                        script.change(form -> set.accept(form, is));
                    }
                });
        followers.add(() -> box.setSelected(now.apply(script.form())));
        return Parts.column(
                "field", box, Labels.prose(texts.get(key + ".about"), "type-small", "muted"));
    }

    /// Made anew only when there are others: the keyboard keeps its place.
    private void offer(VBox field) {
        List<String> ids = new ArrayList<>();
        script.form().source().dnsRecords().forEach(one -> ids.add(one.id().text()));
        ids.add("");
        List<String> state = new ArrayList<>(ids);
        state.add(script.form().chosen());
        if (state.equals(listed)) {
            return;
        }
        listed = state;
        ComboBox<String> box = new ComboBox<>();
        box.setId("dns-record");
        box.setConverter(words());
        box.getItems().setAll(ids);
        box.setValue(script.form().chosen());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(texts.get("dns.record"));
        box.valueProperty()
                .subscribe((before, now) -> {
                    String one = now == null ? "" : now;
                    List<String> with = new ArrayList<>(ids);
                    with.add(one);
                    listed = with;
                    script.change(form -> form.choose(one));
                });
        Label name = Labels.label(texts.get("dns.record"), "type-small", "w500");
        name.setLabelFor(box);
        field.getChildren()
                .setAll(
                        name,
                        box,
                        Labels.prose(texts.get("dns.record.about"), "type-small", "muted"));
    }

    private StringConverter<String> words() {
        return new StringConverter<>() {
            @Override
            public String toString(String id) {
                return id == null || id.isEmpty()
                        ? texts.get("dns.record.new")
                        : script.form().source().dnsRecords().stream()
                                .filter(one -> one.id().text().equals(id))
                                .findFirst()
                                .map(one -> one.name() + "  " + one.host())
                                .orElse(id);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }

    private VBox input(Field field) {
        String key = "dns." + field.key();
        TextField control =
                Forms.text(
                        script.form().typed(field),
                        now -> {
                            if (!now.equals(script.form().typed(field))) {
                                script.change(form -> form.type(field, now));
                            }
                        });
        VBox box =
                Forms.field(
                        "dns-" + field.key(), texts.get(key), control, texts.get(key + ".hint"));
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
                                    ? "dns.missing." + field.key()
                                    : "dns." + field.key() + ".about"));
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
                        "dns-again",
                        "fth-refresh-cw",
                        texts.beside(dev.belay.app.cloud.Ground.class).get("again"),
                        () -> script.ground().ask()));
    }

    @Override
    public String note(Page page) {
        return page.equals(Page.PREFLIGHT) ? texts.get("dns.note") : "";
    }

    @Override
    public void left() {
        live.unsubscribe();
    }
}
