package dev.belay.app.ui;

import dev.belay.model.status.Picture;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How old a fact is: three bars that empty, and the number.
///
/// The number ages by itself, once a second, from the last call on.
public final class AgeBadge extends HBox {
    private static final long NEVER = -1;

    /// How trustworthy an age is.
    public enum Freshness {
        FRESH,
        AGEING,
        STALE,
        NEVER;

        /// How trustworthy an age is.
        ///
        /// @param ageMillis -1 for never
        public static Freshness of(long ageMillis) {
            if (ageMillis < 0) {
                return NEVER;
            }
            if (ageMillis <= Picture.FRESH_MILLIS) {
                return FRESH;
            }
            return ageMillis <= Picture.STALE_MILLIS ? AGEING : STALE;
        }
    }

    private final Ui ui;
    private final Texts texts;
    private final Label source = new Label();
    private final Label number = new Label();
    private final Label unit = new Label();
    private final Tooltip tooltip = new Tooltip();
    private String subject = "";
    private @Nullable String observer;
    private long ageMillis = NEVER;
    private long shownAtNanos;

    public AgeBadge(Ui ui) {
        this.ui = ui;
        this.texts = ui.texts(AgeBadge.class);
        getStyleClass().add("age-badge");
        setAlignment(Pos.CENTER_RIGHT);
        setAccessibleRole(AccessibleRole.TEXT);
        HBox bars = new HBox(bar("bar-1"), bar("bar-2"), bar("bar-3"));
        bars.getStyleClass().add("bars");
        bars.setAlignment(Pos.BOTTOM_LEFT);
        bars.setMaxHeight(Region.USE_PREF_SIZE);
        source.getStyleClass().add("number");
        number.getStyleClass().add("number");
        unit.getStyleClass().add("unit");
        source.setManaged(false);
        source.setVisible(false);
        getChildren().addAll(bars, source, number, unit);
        Tooltip.install(this, tooltip);
        ui.languageProperty().when(shown()).subscribe(language -> refresh());
        ui.beatProperty().when(shown()).subscribe(beat -> refresh());
    }

    /// Shows the age of what is known about a node.
    ///
    /// @param subject what the fact is about, such as `gw-3`
    /// @param observer who saw it; null when it was the subject itself
    /// @param ageMillis now; -1 when nothing was ever heard
    public void show(String subject, @Nullable String observer, long ageMillis) {
        this.subject = subject;
        this.observer = observer;
        this.ageMillis = ageMillis;
        this.shownAtNanos = ui.nanoTime();
        refresh();
    }

    /// Names the source before the number, where it is not the node itself: `AWS 4 s`.
    public void nameSource(String name) {
        source.setText(name);
        source.setManaged(!name.isEmpty());
        source.setVisible(!name.isEmpty());
    }

    private ObservableValue<Boolean> shown() {
        return sceneProperty().map(scene -> true).orElse(false);
    }

    private void refresh() {
        long age = ageMillis < 0 ? NEVER : ageMillis + (ui.nanoTime() - shownAtNanos) / 1_000_000;
        Freshness freshness = Freshness.of(age);
        getStyleClass().removeAll("fresh", "ageing", "stale", "never");
        getStyleClass().add(StyleWords.of(freshness));
        Figures figures = ui.figures();
        number.setText(age < 0 ? texts.get("age.never") : figures.ageNumber(age));
        unit.setText(age < 0 ? "" : figures.ageUnit(age));
        unit.setManaged(age >= 0);
        String sentence = sentence(figures, age);
        tooltip.setText(sentence);
        setAccessibleText(sentence);
    }

    private String sentence(Figures figures, long age) {
        if (age < 0) {
            return texts.get("age.sentence.never", subject);
        }
        return observer == null
                ? texts.get("age.sentence.itself", subject, figures.age(age))
                : texts.get("age.sentence.by", subject, observer, figures.age(age));
    }

    private static Region bar(String name) {
        Region bar = new Region();
        bar.getStyleClass().addAll("bar", name);
        return bar;
    }
}
