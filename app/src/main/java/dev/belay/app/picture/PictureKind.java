package dev.belay.app.picture;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a picture can be written as.
public enum PictureKind {
    PNG,
    SVG,
    PDF;

    /// With its dot.
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /// What the name of a file says that it is.
    public static Optional<PictureKind> of(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(values()).filter(kind -> name.endsWith(kind.ending())).findFirst();
    }
}
