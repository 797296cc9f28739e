package dev.belay.app.dns;

import dev.belay.app.answers.AnswersPane;
import dev.belay.app.answers.CommandList;
import dev.belay.app.answers.Copying;
import dev.belay.app.answers.Desk;
import dev.belay.app.answers.LongText;
import dev.belay.app.cloud.ClusterTrouble;
import dev.belay.app.cloud.DrawnChoice;
import dev.belay.app.design.Target;
import dev.belay.app.dns.DnsForm.Field;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Segmented;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.Face;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.TypedFields;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.network.RecordType;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.zone.NameJudge.Sight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
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
    private final List<Runnable> followers = new ArrayList<>();
    private Subscription live = Subscription.EMPTY;

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
        followers.clear();
        ClusterTrouble trouble = new ClusterTrouble(texts, "dns", script.ground());
        DrawnChoice records =
                new DrawnChoice(
                        texts,
                        "dns.record",
                        this::drawn,
                        script.form()::chosen,
                        one -> script.change(form -> form.choose(one)));
        TypedFields<Field> fields =
                new TypedFields<>(
                        "dns",
                        key -> texts.get("dns." + key),
                        script.form()::typed,
                        (field, text) -> script.change(form -> form.type(field, text)),
                        script.form()::wrong);
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
                        trouble.node(),
                        records.node(),
                        Forms.pair(fields.line(Field.HOST), fields.line(Field.ZONE)),
                        chosen("dns.sight", Sight.values(), DnsForm::sight, DnsForm::setSight),
                        Forms.pair(
                                chosen(
                                        "dns.kind",
                                        RecordType.values(),
                                        DnsForm::kind,
                                        DnsForm::setKind),
                                fields.line(Field.TTL)),
                        tick("dns.awaited", DnsForm::isAwaited, DnsForm::setAwaited),
                        tick("dns.deleted", DnsForm::isDeleted, DnsForm::setDeleted),
                        Forms.pair(fields.line(Field.NAME), fields.line(Field.UNIT)),
                        Labels.label(texts.get("dns.answers"), "type-section"),
                        Labels.prose(texts.get("dns.answers.why"), "type-small", "muted"),
                        answers,
                        commands);
        Runnable refresh =
                () -> {
                    trouble.refresh();
                    records.refresh();
                    commands.refresh();
                    followers.forEach(Runnable::run);
                    fields.refresh();
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

    private Map<String, String> drawn() {
        Map<String, String> names = new LinkedHashMap<>();
        script.form()
                .source()
                .dnsRecords()
                .forEach(one -> names.put(one.id().text(), one.name() + "  " + one.host()));
        return names;
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
