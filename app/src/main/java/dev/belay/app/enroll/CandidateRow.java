package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.RefusalWords;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.ui.WhyNot;
import dev.belay.app.wizard.Parts;
import dev.belay.model.status.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One worker that has come with the token.
final class CandidateRow extends HBox {
    private static final List<Step> STEPS =
            List.of(Step.CONNECTED, Step.AUTHORIZED, Step.KEYS, Step.CONFIG, Step.VERIFIED);

    private final Texts texts;
    private final EnrollScript script;
    private final Candidate candidate;
    private final AgeBadge age;

    CandidateRow(Ui ui, Texts texts, EnrollScript script, NodeBook book, Candidate candidate) {
        this.texts = texts;
        this.script = script;
        this.candidate = candidate;
        this.age = new AgeBadge(ui);
        setId("candidate-" + candidate.node());
        getStyleClass().add("candidate");
        NodeState state =
                switch (candidate.step()) {
                    case VERIFIED -> NodeState.ACTIVE;
                    case REFUSED -> NodeState.FAILED;
                    case CONNECTED, AUTHORIZED, KEYS, CONFIG -> NodeState.STARTING;
                };
        VBox who =
                Parts.column(
                        "who",
                        Labels.label(candidate.hostName(), "w500"),
                        Labels.label(candidate.address(), "mono", "muted"));
        HBox what = Parts.row("what");
        HBox.setHgrow(what, Priority.ALWAYS);
        getChildren().addAll(new StateGlyph(state, 16), who, what);
        ApiError refusal = candidate.refusal();
        if (refusal != null || candidate.step() == Step.REFUSED) {
            what.getChildren().add(refusal(texts, refusal));
            getChildren().add(fix(texts, script, book, candidate, refusal));
        } else {
            FlowPane steps = new FlowPane();
            steps.getStyleClass().add("step-words");
            HBox.setHgrow(steps, Priority.ALWAYS);
            STEPS.forEach(step -> steps.getChildren().add(step(texts, candidate.step(), step)));
            what.getChildren().add(steps);
            getChildren().add(word(texts, candidate));
        }
        boolean running = state == NodeState.STARTING;
        if (running) {
            getStyleClass().add("running");
        }
        age.getStyleClass().add("age-column");
        showAge();
        getChildren().add(age);
        setAccessibleText(
                candidate.hostName()
                        + ", "
                        + (refusal == null
                                ? texts.get("enroll.step." + candidate.step())
                                : texts.get(
                                        "enroll.refused",
                                        RefusalWords.in(texts.language()).what(refusal))));
    }

    /// Since it was refused; of all others, how long ago the admin said so.
    void showAge() {
        long millis =
                candidate.step() == Step.REFUSED
                        ? Math.max(
                                0, Duration.between(candidate.at(), script.adminNow()).toMillis())
                        : script.viewAgeMillis();
        age.show(candidate.hostName(), texts.get("enroll.admin"), millis);
    }

    private static Node step(Texts texts, Step now, Step step) {
        CheckGlyph.Result result =
                STEPS.indexOf(step) < STEPS.indexOf(now) || now == Step.VERIFIED
                        ? CheckGlyph.Result.PASS
                        : step == now ? CheckGlyph.Result.RUNNING : CheckGlyph.Result.WAITS;
        Label word =
                Labels.label(
                        texts.get("enroll.short." + step),
                        "type-small",
                        step == now && now != Step.VERIFIED ? "w500" : "muted");
        word.setMinWidth(USE_PREF_SIZE);
        return Parts.row("step-word", new CheckGlyph(result, 13), word);
    }

    private static Label word(Texts texts, Candidate candidate) {
        boolean fetching = candidate.step() == Step.CONFIG && candidate.bytesTotal() > 0;
        Label word =
                Labels.label(
                        fetching
                                ? texts.get(
                                        "enroll.bytes",
                                        texts.figures().bytes((double) candidate.bytesDone()),
                                        texts.figures().bytes((double) candidate.bytesTotal()))
                                : candidate.step() == Step.VERIFIED
                                        ? texts.get("enroll.verified")
                                        : "",
                        "w500");
        word.getStyleClass().add(fetching ? "type-small" : "good-text");
        word.setMinWidth(USE_PREF_SIZE);
        return word;
    }

    private static Node refusal(Texts texts, @Nullable ApiError refusal) {
        RefusalWords words = RefusalWords.in(texts.language());
        String found = refusal == null ? "" : words.what(refusal);
        String advice = refusal == null ? "" : words.advice(refusal);
        VBox said =
                Parts.column(
                        "refusal",
                        Labels.prose(texts.get("enroll.refused", found), "type-small", "w500"),
                        Labels.prose(advice, "type-small", "muted"));
        HBox.setHgrow(said, Priority.ALWAYS);
        return said;
    }

    private static Node fix(
            Texts texts,
            EnrollScript script,
            NodeBook book,
            Candidate candidate,
            @Nullable ApiError refusal) {
        String code = refusal == null ? "" : refusal.code();
        Remedy remedy = Remedy.of(code);
        if (remedy == Remedy.NONE || remedy == Remedy.STRANGER) {
            return Labels.label(code, "mono", "subtle");
        }
        boolean keys = remedy == Remedy.KEYS;
        Optional<KnownNode> node =
                book.named(candidate.hostName())
                        .or(() -> book.named(candidate.node()))
                        .or(() -> book.named(candidate.address()));
        String text =
                keys
                        ? texts.get("enroll.fix.keys", candidate.node())
                        : texts.get("enroll.fix.reset");
        Button button =
                Parts.button(
                        "fix-" + candidate.node(),
                        "",
                        text,
                        () -> node.ifPresent(known -> script.mend(known, !keys, () -> {})));
        button.setAccessibleText(text + " " + candidate.hostName());
        button.getStyleClass().add("small");
        boolean busy =
                node.map(known -> script.sent().get(known.key()))
                        .map(EnrollScript.Sent::running)
                        .orElse(false);
        button.setDisable(node.isEmpty() || busy);
        return new WhyNot(
                button,
                new SimpleStringProperty(
                        texts.get(busy ? "enroll.fix.busy" : "enroll.fix.unknown")));
    }
}
