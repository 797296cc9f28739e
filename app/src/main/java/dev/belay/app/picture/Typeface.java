package dev.belay.app.picture;

import dev.belay.app.ui.Ui;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The typefaces that come with the program.
enum Typeface {
    INTER("Inter", "fonts/Inter-Regular.otf"),
    INTER_MEDIUM("Inter Medium", "fonts/Inter-Medium.otf"),
    INTER_SEMI_BOLD("Inter Semi Bold", "fonts/Inter-SemiBold.otf"),
    MONO("JetBrains Mono", "fonts/JetBrainsMono-Regular.ttf"),
    MONO_MEDIUM("JetBrains Mono Medium", "fonts/JetBrainsMono-Medium.ttf"),
    JAPANESE("Noto Sans CJK JP", "fonts/NotoSansCJKjp-Regular.otf"),
    JAPANESE_BOLD("Noto Sans CJK JP Bold", "fonts/NotoSansCJKjp-Bold.otf"),
    /// Its letters are drawings, and nothing that one would read or search for.
    ICONS("FeatherIcons", "/META-INF/resources/feather/4.28/fonts/feather.ttf");

    private final String family;
    private final String file;

    Typeface(String family, String file) {
        this.family = family;
        this.file = file;
    }

    String family() {
        return family;
    }

    /// Without blanks, as fonts call themselves inside of documents.
    String postScriptName() {
        return family.replace(" ", "");
    }

    boolean isMono() {
        return this == MONO || this == MONO_MEDIUM;
    }

    /// The bundled one that a font of the window is; Inter for one that is not bundled.
    static Typeface of(String family, String style) {
        boolean bold = style.contains("Bold");
        return switch (family) {
            case "Inter Medium" -> INTER_MEDIUM;
            case "Inter Semi Bold", "Inter SemiBold" -> INTER_SEMI_BOLD;
            case "JetBrains Mono" -> bold || style.contains("Medium") ? MONO_MEDIUM : MONO;
            case "JetBrains Mono Medium" -> MONO_MEDIUM;
            case "Noto Sans CJK JP" -> bold ? JAPANESE_BOLD : JAPANESE;
            case "Noto Sans CJK JP Bold" -> JAPANESE_BOLD;
            case "FeatherIcons" -> ICONS;
            default -> bold ? INTER_SEMI_BOLD : style.contains("Medium") ? INTER_MEDIUM : INTER;
        };
    }

    byte[] read() throws IOException {
        try (InputStream in = Ui.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
