package dev.belay.app.ui;

import dev.belay.model.status.Severity;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Scale;
import javafx.util.Duration;

/// The glyph of a check, a severity or a running thing, drawn in one or two strokes on a grid of
/// 16.
public final class CheckGlyph extends Region {
    private static final double GRID = 16;

    /// What a check came to.
    public enum Result {
        PASS,
        RUNNING,
        WAITS,
        SKIPPED,
        WARNING,
        ERROR,
        /// Neither good nor bad: nobody said.
        UNKNOWN,
        NOTE
    }

    private final Group drawing = new Group();
    private final Scale scale = new Scale(1, 1, 0, 0);
    private final RotateTransition turn = new RotateTransition(Duration.seconds(1), this);

    /// A glyph for a result.
    ///
    /// @param pixels one of the sizes of {@link StateGlyph}
    public CheckGlyph(Result result, int pixels) {
        getStyleClass().addAll("check-glyph", "px-" + pixels);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMouseTransparent(true);
        drawing.getTransforms().add(scale);
        drawing.setManaged(false);
        getChildren().add(drawing);
        turn.setByAngle(360);
        turn.setInterpolator(Interpolator.LINEAR);
        turn.setCycleCount(Animation.INDEFINITE);
        sceneProperty().subscribe(scene -> spin(scene != null));
        show(result);
    }

    /// The glyph of a severity.
    public static CheckGlyph of(Severity severity, int pixels) {
        return new CheckGlyph(result(severity), pixels);
    }

    public static Result result(Severity severity) {
        return switch (severity) {
            case INFO -> Result.NOTE;
            case WARNING -> Result.WARNING;
            case ERROR -> Result.ERROR;
        };
    }

    public void show(Result result) {
        getStyleClass().removeIf(name -> name.startsWith("is-"));
        getStyleClass().add("is-" + result.name().toLowerCase(Locale.ROOT));
        drawing.getChildren().setAll(strokes(result));
        spin(getScene() != null);
    }

    @Override
    protected void layoutChildren() {
        scale.setX(getWidth() / GRID);
        scale.setY(getHeight() / GRID);
    }

    private void spin(boolean shown) {
        if (shown && getStyleClass().contains("is-running")) {
            turn.playFromStart();
        } else {
            turn.stop();
            setRotate(0);
        }
    }

    private static List<SVGPath> strokes(Result result) {
        String ring = "M8 1.4a6.6 6.6 0 1 0 0 13.2a6.6 6.6 0 0 0 0-13.2z";
        String thinRing = "M8 2a6 6 0 1 0 0 12a6 6 0 0 0 0-12z";
        return switch (result) {
            case PASS -> List.of(path(ring, "ground"), path("M5 8.3l2.2 2.2L11.2 6", "mark"));
            case RUNNING -> List.of(path(thinRing, "ground"), path("M8 2a6 6 0 0 1 6 6", "mark"));
            case WAITS -> List.of(path(thinRing, "ground"));
            case SKIPPED -> List.of(path(thinRing, "ground"), path("M5.5 8h5", "mark"));
            case WARNING ->
                    List.of(
                            path("M8 1.6L1 14.2h14z", "ground"),
                            path("M8 6.1v3.6M8 12v.05", "mark"));
            case ERROR ->
                    List.of(
                            path("M8 1.2L14.8 8 8 14.8 1.2 8z", "ground"),
                            path("M6 6l4 4M10 6l-4 4", "mark"));
            case UNKNOWN ->
                    List.of(
                            path(thinRing, "ground"),
                            path(
                                    "M6.1 6.3a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.8.6-.8 1.2M8 11.3v.05",
                                    "mark"));
            case NOTE -> List.of(path(ring, "ground"), path("M8 7.6v3.6M8 4.9v.05", "mark"));
        };
    }

    private static SVGPath path(String content, String part) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.setStrokeLineCap(StrokeLineCap.ROUND);
        path.setStrokeLineJoin(StrokeLineJoin.ROUND);
        path.getStyleClass().add(part);
        return path;
    }
}
