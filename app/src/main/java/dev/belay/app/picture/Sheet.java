package dev.belay.app.picture;

import dev.belay.app.picture.Subject.Facts;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;

/// A drawing on paper: the whole of it, and below whose it is, of when, and how old its facts were.
/// On the FX thread; in a scene of its own.
final class Sheet {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final double PNG_SCALE = 2;

    /// A side that every display and its memory bears.
    private static final double LONGEST = 16_000;

    /// A picture is in memory twice while it is written, at four bytes a pixel.
    private static final double MOST_PIXELS = 24_000_000;

    private final Ui ui;
    private final Texts texts;
    private final Subject subject;
    private final VBox root = new VBox();
    private final Scene scene;

    Sheet(Ui ui, Subject subject, Instant now) {
        this.ui = ui;
        this.texts = ui.texts(Sheet.class);
        this.subject = subject;
        root.getStyleClass().add("picture-sheet");
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(Sheet.class.getResource("picture.css"))
                                .toExternalForm());
        Parent drawing = subject.drawing().get();
        var footer = new HBox(label(subject.name(), "w600"), label(told(now)), spring());
        footer.getChildren().add(label(facts(subject.facts())));
        footer.getStyleClass().add("picture-footer");
        root.getChildren().addAll(drawing, footer);
        scene = new Scene(new Group(root));
        ui.dress(scene);
        // What is measured depends on the sheets, and what is placed on what was measured.
        for (int i = 0; i < 2; i++) {
            root.applyCss();
            root.autosize();
            root.layout();
        }
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Region spring() {
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    private String told(Instant now) {
        return texts.get("footer.drawn", TIME.format(now.atZone(ZoneId.systemDefault())));
    }

    private String facts(Facts facts) {
        if (facts.members() == 0) {
            return texts.get("footer.design");
        }
        if (facts.heard() == 0) {
            return texts.get("footer.never", facts.members());
        }
        var figures = ui.figures();
        var newest = figures.age(facts.newestMillis());
        var oldest = figures.age(facts.oldestMillis());
        return newest.equals(oldest)
                ? texts.get("footer.observed.at", facts.heard(), facts.members(), newest)
                : texts.get("footer.observed", facts.heard(), facts.members(), newest, oldest);
    }

    Region root() {
        return root;
    }

    Marks marks() {
        return new Marks(
                subject.name(),
                ui.language().code(),
                root.getWidth(),
                root.getHeight(),
                SceneWalk.of(root));
    }

    /// At twice its size, or at what a very large one leaves room for.
    WritableImage image() {
        return image(PNG_SCALE);
    }

    /// What sticks out of the sheet is not on it, as on a page.
    WritableImage image(double wanted) {
        double longest = Math.max(root.getWidth(), root.getHeight());
        double area = Math.max(1, root.getWidth() * root.getHeight());
        double fitting = Math.min(LONGEST / Math.max(1, longest), Math.sqrt(MOST_PIXELS / area));
        double scale = Math.min(wanted, fitting);
        var parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(scale, scale));
        parameters.setViewport(
                new Rectangle2D(0, 0, root.getWidth() * scale, root.getHeight() * scale));
        return root.snapshot(parameters, null);
    }

    /// Takes it out of its scene: what follows the window's language or look lets go of it.
    void end() {
        root.getChildren().clear();
        scene.setRoot(new Group());
    }
}
