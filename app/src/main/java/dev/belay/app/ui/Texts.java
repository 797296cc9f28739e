package dev.belay.app.ui;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// The texts of one feature, in the language that is chosen now: a bundle `messages` beside the
/// feature's class.
///
/// Patterns are those of {@link MessageFormat}; an apostrophe in a text is the typographic one.
public final class Texts {
    private final ObservableValue<Language> language;
    private final Class<?> feature;

    /// Checks and deeds ask for texts from threads of their own.
    private final Map<Language, ResourceBundle> bundles = new ConcurrentHashMap<>();

    Texts(ObservableValue<Language> language, Class<?> feature) {
        this.language = language;
        this.feature = feature;
    }

    /// The texts of a feature in one language for good, where there is no window.
    public static Texts of(Language language, Class<?> feature) {
        return new Texts(new SimpleObjectProperty<>(language), feature);
    }

    /// Those of another feature, in the same language.
    public Texts beside(Class<?> other) {
        return new Texts(language, other);
    }

    /// The text now.
    ///
    /// @throws MissingResourceException when the feature has no such key, which is our own bug
    public String get(String key, Object... args) {
        String pattern = bundle().getString(key);
        return args.length == 0
                ? pattern
                : new MessageFormat(pattern, language().locale()).format(values(args));
    }

    /// Whether there is a text with this key: for texts that are found by a code from outside.
    public boolean has(String key) {
        return bundle().containsKey(key);
    }

    /// The text, following the language and every argument that is itself observable.
    public ObservableValue<String> text(String key, Object... args) {
        Observable[] observed =
                Arrays.stream(args).filter(Observable.class::isInstance).toArray(Observable[]::new);
        Observable[] all = Arrays.copyOf(observed, observed.length + 1);
        all[observed.length] = language;
        return Bindings.createStringBinding(() -> get(key, args), all);
    }

    public Language language() {
        return language.getValue();
    }

    /// Numbers, times and sizes in the same language.
    public Figures figures() {
        return Figures.in(language());
    }

    private ResourceBundle bundle() {
        return bundles.computeIfAbsent(language(), this::load);
    }

    private ResourceBundle load(Language of) {
        ResourceBundle.Control noFallback =
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle(
                feature.getPackageName() + ".messages",
                of.locale(),
                feature.getClassLoader(),
                noFallback);
    }

    private static Object[] values(Object[] args) {
        return Arrays.stream(args)
                .map(arg -> arg instanceof ObservableValue<?> value ? value.getValue() : arg)
                .toArray();
    }
}
