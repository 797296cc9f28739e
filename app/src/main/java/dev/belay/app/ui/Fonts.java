package dev.belay.app.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// The bundled typefaces.
///
/// The regular Japanese one is always read: names of nodes, and of the language itself, may be
/// Japanese in an English window too, and the computer need not have a typeface for them.
final class Fonts {
    private static final FutureTask<@Nullable Void> ALWAYS = new FutureTask<>(Fonts::always, null);
    private static final Set<Language> LOADED = EnumSet.noneOf(Language.class);

    private Fonts() {}

    /// Begins to read those that every window needs, on a thread of its own.
    static void begin() {
        Thread.ofPlatform().daemon().name("typefaces").start(ALWAYS);
    }

    /// Returns when the typefaces of the language are there.
    static void load(Language language) {
        // The second one to come waits for the first.
        ALWAYS.run();
        try {
            ALWAYS.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (LOADED.add(language) && language == Language.JAPANESE) {
            of("fonts/NotoSansCJKjp-Bold.otf");
        }
    }

    private static void always() {
        of("fonts/Inter-Regular.otf");
        of("fonts/Inter-Medium.otf");
        of("fonts/Inter-SemiBold.otf");
        of("fonts/JetBrainsMono-Regular.ttf");
        of("fonts/JetBrainsMono-Medium.ttf");
        of("fonts/NotoSansCJKjp-Regular.otf");
        of("/META-INF/resources/feather/4.28/fonts/feather.ttf");
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
