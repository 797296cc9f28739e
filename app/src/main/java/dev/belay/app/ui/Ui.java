package dev.belay.app.ui;

import java.util.function.LongSupplier;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// What every view gets handed: language, look, size and motion of this window, and one beat a
/// second.
///
/// One instance a program; FX thread only.
public final class Ui {
    private final ObjectProperty<Language> language;
    private final ObjectProperty<Look> look;
    private final IntegerProperty percent;
    private final BooleanProperty reduceMotion = new SimpleBooleanProperty(this, "reduceMotion");
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
    private final ReadOnlyLongWrapper beat = new ReadOnlyLongWrapper(this, "beat");
    private final LongSupplier nanos;
    private final Theme theme = new Theme();
    private final Motion motion = new Motion(this);
    private final InvalidationListener systemLook = changed -> apply();

    /// Begins what every window needs and what can be made beside the start of the toolkit.
    public static void begin() {
        Fonts.begin();
    }

    public Ui(Language language, Look look, int percent) {
        this(language, look, percent, System::nanoTime);
    }

    /// A window whose clock may stand still, for pictures.
    ///
    /// @param nanos monotonic
    public Ui(Language language, Look look, int percent, LongSupplier nanos) {
        this.nanos = nanos;
        this.language = new SimpleObjectProperty<>(this, "language", language);
        this.look = new SimpleObjectProperty<>(this, "look", look);
        this.percent = new SimpleIntegerProperty(this, "percent", percent);
        Platform.Preferences system = Platform.getPreferences();
        reduceMotion.set(system.isReducedMotion());
        apply();
        this.language.subscribe((before, after) -> apply());
        this.look.subscribe((before, after) -> apply());
        this.percent.subscribe((before, after) -> apply());
        // The preferences live as long as the program: a strong listener would keep every window.
        system.colorSchemeProperty().addListener(new WeakInvalidationListener(systemLook));
    }

    /// Puts the sheets on a scene; from now on it follows look, language and size.
    public void dress(Scene scene) {
        theme.dress(scene);
    }

    /// The texts in `messages.properties` beside the class.
    public Texts texts(Class<?> feature) {
        return new Texts(language, feature);
    }

    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    public Language language() {
        return language.get();
    }

    public Figures figures() {
        return Figures.in(language());
    }

    public ObjectProperty<Look> lookProperty() {
        return look;
    }

    /// Whether the look is dark now, by choice or by the system.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// Colours of the current look for what is painted by hand.
    public Tokens tokens() {
        return Tokens.of(dark.get());
    }

    /// Size in percent, 100–200.
    public IntegerProperty percentProperty() {
        return percent;
    }

    /// Pixels that a measure of the design takes at the current size.
    public double px(double designPixels) {
        return designPixels * percent.get() / 100.0;
    }

    public BooleanProperty reduceMotionProperty() {
        return reduceMotion;
    }

    public Motion motion() {
        return motion;
    }

    /// The monotonic clock that ages grow by.
    public long nanoTime() {
        return nanos.getAsLong();
    }

    /// Counts up once a second while a window is open: ages are told anew then.
    public ReadOnlyLongProperty beatProperty() {
        return beat.getReadOnlyProperty();
    }

    /// One second has passed; called by the window.
    public void beat() {
        beat.set(beat.get() + 1);
    }

    private void apply() {
        boolean nowDark =
                switch (look.get()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        theme.apply(nowDark, language.get(), percent.get());
        dark.set(nowDark);
    }
}
