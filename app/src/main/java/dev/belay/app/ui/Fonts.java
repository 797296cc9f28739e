package dev.belay.app.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import javafx.scene.text.Font;

/// The bundled typefaces.
///
/// The regular Japanese one is always read: names of nodes, and of the language itself, may be
/// Japanese in an English window too, and the computer need not have a typeface for them.
final class Fonts {
    private static final Set<Language> LOADED = EnumSet.noneOf(Language.class);

    private Fonts() {}

    static void load(Language language) {
        if (LOADED.isEmpty()) {
            of("fonts/Inter-Regular.otf");
            of("fonts/Inter-Medium.otf");
            of("fonts/Inter-SemiBold.otf");
            of("fonts/JetBrainsMono-Regular.ttf");
            of("fonts/JetBrainsMono-Medium.ttf");
            of("fonts/NotoSansCJKjp-Regular.otf");
            of("/META-INF/resources/feather/4.28/fonts/feather.ttf");
        }
        if (LOADED.add(language) && language == Language.JAPANESE) {
            of("fonts/NotoSansCJKjp-Bold.otf");
        }
        LOADED.add(Language.ENGLISH);
    }

    private static void of(String name) {
        try (InputStream in = Fonts.class.getResourceAsStream(name)) {
            Font font = Font.loadFont(Objects.requireNonNull(in, name), Theme.BASE_PIXELS);
            if (font == null) {
                throw new IllegalStateException("bundled font '" + name + "' is not readable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
