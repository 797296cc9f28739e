package dev.belay.app.bundles;

import dev.belay.app.ui.Action;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Question;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.reach.bundle.SignerKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A bundle: verified first, and only then its contents, its differences from the drawing, and what
/// both make together.
public final class BundleScreen implements Screen {

    /// What the window does for it.
    public interface Window {
        /// Shows what was there before.
        void back();

        /// Shows the drawing, to be edited.
        void draw();
    }

    private final Texts texts;
    private final BundlesModel model;
    private final Window window;
    private final BorderPane root = new BorderPane();
    private final StackPane middle = new StackPane();
    private final BundleHead head;
    private final ContentsPane contents;
    private final ComparePane compare;
    private final MergePane merge;
    private final RefusedPane refused;
    private final Question<TrustCard> asking;
    private Optional<SignerKey> asked = Optional.empty();
    private @Nullable Object drawn;

    public BundleScreen(Ui ui, BundlesModel model, Overlay overlay, Window window) {
        this.texts = ui.texts(BundleScreen.class);
        this.model = model;
        this.asking = new Question<>(overlay);
        this.window = window;
        this.head = new BundleHead(texts, new Buttons());
        this.contents = new ContentsPane(texts);
        this.compare = new ComparePane(texts, model, this::asDrawing, window::draw);
        this.merge = new MergePane(texts, model, this::asDrawing, window::draw);
        this.refused = new RefusedPane(texts, model::again, model::choose, this::trust);
        root.getStyleClass().add("bundles");
        root.getStylesheets().add(sheet());
        root.setTop(head);
        root.setCenter(middle);
        root.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        window.back();
                    }
                });
        model.changesProperty().subscribe(change -> show());
        ui.languageProperty()
                .subscribe((before, now) -> {
                    drawn = null;
                    show();
                });
    }

    private final class Buttons implements BundleHead.Doer {
        @Override
        public void back() {
            window.back();
        }

        @Override
        public void choose() {
            model.choose();
        }

        @Override
        public void asDrawing() {
            BundleScreen.this.asDrawing();
        }

        @Override
        public void trust() {
            BundleScreen.this.trust();
        }

        @Override
        public void show(BundlesModel.Face face) {
            model.show(face);
        }
    }

    static String sheet() {
        return Objects.requireNonNull(BundleScreen.class.getResource("bundles.css"))
                .toExternalForm();
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public boolean settled() {
        return !(model.inspection() instanceof Inspection.Verifying);
    }

    @Override
    public String middle() {
        return model.merge().isHalfDone() ? texts.get("middle") : "";
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of("bundle.back", "fth-arrow-left", texts.text("back"), null, window::back),
                new Action(
                        "bundle.as-drawing",
                        "fth-edit-2",
                        texts.text("as-drawing"),
                        null,
                        model.changesProperty().map(now -> model.opened().isPresent()),
                        texts.text("not-opened"),
                        this::asDrawing),
                new Action(
                        "bundle.trust",
                        "fth-key",
                        texts.text("trust"),
                        null,
                        model.changesProperty().map(now -> model.trustable().isPresent()),
                        texts.text("not-trustable"),
                        this::trust));
    }

    private void asDrawing() {
        model.openAsDrawing(window::draw);
    }

    private void trust() {
        Optional<SignerKey> key = model.trustable();
        if (key.isEmpty() || asking.isOpen()) {
            return;
        }
        TrustCard card =
                new TrustCard(
                        texts,
                        key.get(),
                        model.signers().path(),
                        name -> {
                            asking.close();
                            model.trust(key.get(), name);
                        },
                        asking::close);
        asked = key;
        asking.ask(card);
    }

    /// A question about a key that is not to be trusted any more goes away.
    private void outdateAsk() {
        if (asking.isOpen() && !model.trustable().equals(asked)) {
            asking.close();
        }
    }

    private void show() {
        outdateAsk();
        head.show(model);
        show(
                switch (model.inspection()) {
                    case Inspection.Nothing nothing -> nothing();
                    case Inspection.Verifying(Path file) ->
                            once(
                                    List.of("verifying", file),
                                    () ->
                                            EmptyState.busy(
                                                    texts.text("verifying"),
                                                    texts.text("verifying.why")));
                    case Inspection.Refused(Path file, Trouble trouble) -> {
                        drawn = null;
                        refused.refused(file, trouble);
                        yield refused;
                    }
                    case Inspection.Stranger(Path file, SignerKey signer) -> {
                        drawn = null;
                        refused.stranger(file, signer, model.listTrouble());
                        yield refused;
                    }
                    case Inspection.Opened(Source source) -> opened(source);
                });
    }

    private Node nothing() {
        return once(
                "nothing",
                () ->
                        EmptyState.empty(
                                        "fth-package",
                                        texts.text("nothing-open"),
                                        texts.text("nothing-open.why"))
                                .withAction("bundle-choose", texts.text("choose"), model::choose));
    }

    /// The same node for as long as it is the same, so that the keyboard stays where it is.
    private Node once(Object what, Supplier<Node> maker) {
        if (what.equals(drawn) && !middle.getChildren().isEmpty()) {
            return middle.getChildren().getFirst();
        }
        Node made = maker.get();
        drawn = what;
        return made;
    }

    private Node opened(Source source) {
        return switch (model.face()) {
            case CONTENTS -> {
                if (!source.equals(drawn)) {
                    source.contents().ifPresent(contents::show);
                    drawn = source;
                }
                yield contents;
            }
            case COMPARE -> {
                drawn = null;
                compare.show();
                yield compare;
            }
            case MERGE -> {
                drawn = null;
                merge.show();
                yield merge;
            }
        };
    }

    private void show(Node node) {
        if (!middle.getChildren().contains(node)) {
            middle.getChildren().setAll(node);
        }
    }
}
