package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.ApplyPage;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.WizardModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The token, how long it lasts, and the workers as they come.
final class EnrollPage extends StackPane {
    private final Ui ui;
    private final Texts texts;
    private final EnrollScript script;
    private final NodeBook book;
    private final WizardModel model;
    private final SecretClipboard clipboard;
    private final Overlay overlay;
    private final Runnable showEvents;
    private final VBox content = new VBox();
    private final ApplyPage applying;
    private final Chip state = new Chip("", Chip.Tone.ACCENT);
    private final AgeBadge age;
    private final Chip uses = new Chip("", Chip.Tone.NEUTRAL);
    private final TextFlow token = new TextFlow();
    private final ExpiryRing ring;
    private final Label used = Labels.label("", "type-small", "w500");
    private final Button copy;
    private final Button send;
    private final Button show;
    private final Button revoke;
    private final Chip count = new Chip("0", Chip.Tone.NEUTRAL);
    private final Label counts = Labels.label("", "type-small", "muted");
    private final VBox rows = new VBox();
    private final VBox strips = Parts.column("strips");
    private @Nullable Object shown;
    private boolean isTokenShown;

    EnrollPage(
            Ui ui,
            Texts texts,
            EnrollScript script,
            NodeBook book,
            WizardModel model,
            SecretClipboard clipboard,
            Overlay overlay,
            Runnable showEvents) {
        this.ui = ui;
        this.texts = texts;
        this.script = script;
        this.book = book;
        this.model = model;
        this.clipboard = clipboard;
        this.overlay = overlay;
        this.showEvents = showEvents;
        this.applying = new ApplyPage(ui, model);
        this.age = new AgeBadge(ui);
        this.ring = new ExpiryRing(ui);
        copy = Parts.button("token-copy", "fth-copy", "", this::copy);
        copy.getStyleClass().add("primary");
        send = Parts.button("token-send", "fth-terminal", texts.get("enroll.send"), this::send);
        revoke = Parts.button("token-revoke", "", texts.get("enroll.revoke"), this::revoke);
        revoke.getStyleClass().add("destructive");
        show = Parts.button("token-show", "fth-eye", "", this::showOrHide);
        show.getStyleClass().add("flat");
        setId("enroll-page");
        getStylesheets().add(FormParts.sheet());
        content.getStyleClass().add("enroll");
        HBox head =
                Parts.row(
                        "page-head",
                        Labels.label(texts.get("enroll.title"), "type-page"),
                        state,
                        Labels.space(),
                        age);
        Label why =
                Labels.prose(texts.get("enroll.paste", script.cluster()), "muted", "enroll-why");
        ScrollPane scroll = new ScrollPane(new VBox(rows, strips));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        content.getChildren().addAll(head, why, card(), listHead(), scroll);
        getChildren().addAll(applying, content);
    }

    /// Follows until it is unsubscribed.
    Subscription listen() {
        return Subscription.combine(
                model.changesProperty().subscribe(change -> refresh()),
                clipboard.secondsProperty().subscribe(seconds -> copyButton()),
                ui.beatProperty().subscribe((before, now) -> time()));
    }

    private Node card() {
        HBox title =
                Parts.row(
                        "token-title",
                        Labels.label(texts.get("enroll.token"), "w500", "muted"),
                        uses,
                        Labels.space(),
                        show);
        StackPane box = new StackPane(token);
        box.getStyleClass().addAll("code", "token");
        VBox left = Parts.column("token-left", title, box);
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox until =
                Parts.column(
                        "until",
                        Labels.label(texts.get("enroll.until"), "type-small", "muted"),
                        used);
        HBox above = Parts.row("token-above", left, ring, until);
        HBox below = Parts.row("buttons-left", copy, send, Labels.space(), revoke);
        VBox card = Parts.column("card token-card", above, below);
        VBox around = Parts.column("token-around", card);
        return around;
    }

    private Node listHead() {
        return Parts.row(
                "group-head",
                Labels.label(texts.get("enroll.workers.head"), "w600", "muted"),
                count,
                Labels.space(),
                counts);
    }

    private void refresh() {
        boolean open = model.operation().state() == Operation.State.DONE;
        applying.setVisible(!open);
        content.setVisible(open);
        EnrollmentView view = script.view();
        EnrollmentView.Open now = view == null ? null : view.open();
        boolean dry = model.isDryRun();
        state.setText(
                texts.get(
                        dry
                                ? "enroll.state.dry"
                                : now == null ? "enroll.state.closed" : "enroll.state.waiting"));
        state.setTone(dry ? Chip.Tone.PLAN : now == null ? Chip.Tone.NEUTRAL : Chip.Tone.ACCENT);
        uses.setText(texts.get("enroll.for", script.workers()));
        token(dry);
        KnownNode admin = script.adminNode();
        String name = admin == null ? "" : admin.name();
        ApiError error = script.viewError();
        age.show(name, null, dry ? -1 : script.viewAgeMillis());
        age.nameSource(name);
        boolean usable = script.token() != null && now != null;
        copy.setDisable(!usable);
        send.setDisable(!usable || script.sendable().isEmpty());
        revoke.setDisable(now == null);
        copyButton();
        showButton();
        time();
        counts.setText(
                texts.get(
                        "enroll.counts",
                        script.count(Step.VERIFIED),
                        script.joining(),
                        expected(),
                        script.count(Step.REFUSED)));
        count.setText(Integer.toString(script.listed().size()));
        List<Object> wanted = new ArrayList<>(script.candidates());
        wanted.add(script.sent());
        wanted.add(expected());
        wanted.add(error == null ? "" : error);
        wanted.add(book.nodes().size());
        if (!wanted.equals(shown)) {
            shown = wanted;
            list(error);
        }
        for (Node row : rows.getChildren()) {
            if (row instanceof CandidateRow candidate) {
                candidate.showAge();
            }
        }
    }

    private void token(boolean dry) {
        String secret = script.token();
        token.getChildren().clear();
        if (secret == null) {
            isTokenShown = false;
            Text none = new Text(texts.get(dry ? "enroll.token.dry" : "enroll.token.gone"));
            none.getStyleClass().add("token-none");
            token.getChildren().add(none);
            return;
        }
        int pin = secret.indexOf(":pin-");
        String key = pin < 0 ? secret : secret.substring(0, pin);
        Text first = new Text(isTokenShown ? key : covered(key));
        first.getStyleClass().addAll("token-text", "token-first");
        Text rest = new Text(pin < 0 ? "" : secret.substring(pin));
        rest.getStyleClass().addAll("token-text", "token-rest");
        token.getChildren().addAll(first, rest);
        token.setAccessibleText(texts.get("enroll.token.spoken"));
    }

    /// The name of the admin says which token it is; what opens the door after it stays covered.
    static String covered(String key) {
        int secret = key.lastIndexOf(':') + 1;
        return key.substring(0, secret) + key.substring(secret).replaceAll("[^-]", "\u2022");
    }

    private void showButton() {
        show.setText(texts.get(isTokenShown ? "enroll.hide" : "enroll.show"));
        show.setGraphic(new Icon(isTokenShown ? "fth-eye-off" : "fth-eye", 13));
        show.setVisible(script.token() != null);
    }

    private void showOrHide() {
        isTokenShown = !isTokenShown;
        refresh();
    }

    private long expected() {
        return Math.max(0, script.workers() - script.count(Step.VERIFIED) - script.joining());
    }

    private void time() {
        EnrollmentView view = script.view();
        EnrollmentView.Open now = view == null ? null : view.open();
        ring.setVisible(now != null);
        used.setText(now == null ? "" : texts.get("enroll.used", now.used(), now.uses()));
        if (now != null) {
            long seconds = Duration.between(script.adminNow(), now.expiresAt()).toSeconds();
            ring.show(
                    seconds,
                    script.minutes() * 60L,
                    texts.get("enroll.expires", texts.figures().age(Math.max(0, seconds) * 1000)));
        }
    }

    private void copyButton() {
        long seconds = clipboard.secondsProperty().get();
        copy.setText(seconds > 0 ? texts.get("enroll.copied", seconds) : texts.get("enroll.copy"));
        copy.setGraphic(new Icon(seconds > 0 ? "fth-check" : "fth-copy", 14));
    }

    private void copy() {
        String secret = script.token();
        if (secret != null) {
            clipboard.copy(secret);
        }
    }

    private void revoke() {
        clipboard.clear();
        script.revoke();
    }

    private void list(@Nullable ApiError error) {
        rows.getChildren().clear();
        for (Candidate candidate : script.listed()) {
            rows.getChildren().add(new CandidateRow(ui, texts, script, book, candidate));
        }
        script.sent().forEach((key, sent) -> sent(key, sent));
        if (expected() > 0 && !model.isDryRun()) {
            rows.getChildren()
                    .add(
                            Parts.row(
                                    "candidate",
                                    new CheckGlyph(CheckGlyph.Result.WAITS, 16),
                                    Parts.column(
                                            "who",
                                            Labels.label(
                                                    texts.get("enroll.expected", expected()),
                                                    "w500"),
                                            Labels.label(texts.get("enroll.any"), "mono", "muted")),
                                    Labels.label(
                                            texts.get("enroll.fills"), "type-small", "muted")));
        }
        strips.getChildren().clear();
        if (error != null) {
            strips.getChildren()
                    .add(
                            Parts.row(
                                    "banner warning rounded",
                                    new CheckGlyph(CheckGlyph.Result.WARNING, 18),
                                    Labels.prose(
                                            words().together(
                                                            texts.get(
                                                                    "enroll.unheard",
                                                                    words().what(error)),
                                                            words().advice(error)))));
        }
        for (Candidate one : script.foreign()) {
            strips.getChildren().add(strip(one));
        }
    }

    private void sent(String key, EnrollScript.Sent sent) {
        KnownNode node = book.node(key).orElse(null);
        ApiError error = sent.error();
        boolean listed =
                node != null
                        && script.listed().stream()
                                .anyMatch(one -> node.is(one.hostName()) || node.is(one.node()));
        if (node == null || (listed && error == null) || (!sent.running() && error == null)) {
            return;
        }
        rows.getChildren()
                .add(
                        Parts.row(
                                "candidate",
                                new CheckGlyph(
                                        sent.running()
                                                ? CheckGlyph.Result.RUNNING
                                                : CheckGlyph.Result.ERROR,
                                        16),
                                Parts.column(
                                        "who",
                                        Labels.label(node.name(), "w500"),
                                        Labels.label(node.address(), "mono", "muted")),
                                Labels.prose(
                                        error == null
                                                ? texts.get("enroll.sending")
                                                : words().together(
                                                                texts.get(
                                                                        "enroll.refused",
                                                                        words().what(error)),
                                                                words().advice(error)),
                                        "type-small",
                                        "muted")));
    }

    private RefusalWords words() {
        return RefusalWords.in(texts.language());
    }

    private Node strip(Candidate one) {
        String why = Optional.ofNullable(one.refusal()).flatMap(words()::sentence).orElse("");
        Label said =
                Labels.prose(
                        texts.get(
                                "enroll.foreign",
                                one.address(),
                                texts.figures().time(one.at()),
                                why));
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        return Parts.row(
                "banner warning rounded",
                new CheckGlyph(CheckGlyph.Result.WARNING, 18),
                said,
                Parts.button("enroll-events", "", texts.get("enroll.show-event"), showEvents));
    }

    private void send() {
        List<CheckBox> boxes = new ArrayList<>();
        VBox list = Parts.column("form-rows");
        list.getStylesheets().add(FormParts.sheet());
        for (KnownNode node : script.sendable()) {
            CheckBox box =
                    new CheckBox(
                            node.name().equals(node.address())
                                    ? node.name()
                                    : node.name() + "  " + node.address());
            box.setId("send-" + node.key());
            box.setUserData(node.key());
            box.setSelected(true);
            boxes.add(box);
            list.getChildren().add(box);
        }
        Region[] card = new Region[1];
        Button go =
                Parts.button(
                        "send-go",
                        "",
                        texts.get("enroll.send.go"),
                        () -> {
                            List<String> keys =
                                    boxes.stream()
                                            .filter(CheckBox::isSelected)
                                            .map(box -> (String) box.getUserData())
                                            .toList();
                            overlay.close(card[0]);
                            script.send(keys);
                        });
        go.getStyleClass().add("primary");
        go.setDefaultButton(true);
        Button no =
                Parts.button(
                        "send-cancel",
                        "",
                        texts.get("enroll.send.no"),
                        () -> overlay.close(card[0]));
        card[0] =
                Parts.column(
                        "leave-card",
                        Labels.prose(texts.get("enroll.send.title"), "type-page"),
                        Labels.prose(texts.get("enroll.send.why"), "muted"),
                        list,
                        Parts.row("buttons", no, go));
        overlay.dialog(card[0], () -> {});
    }
}
