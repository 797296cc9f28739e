package dev.belay.app.picture;

import dev.belay.app.picture.PictureSaver.Rest;
import dev.belay.app.ui.Ui;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Writes the whole drawing as PNG, SVG or PDF.
public final class DrawingExport {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

    private final Ui ui;
    private final PictureSaver saver;
    private final Supplier<Instant> clock;

    /// @param clock the wall clock of this computer
    public DrawingExport(Ui ui, PictureSaver saver, Supplier<Instant> clock) {
        this.ui = ui;
        this.saver = saver;
        this.clock = clock;
    }

    /// Asks where, and writes it; on the FX thread.
    ///
    /// @param subject asked when the user has chosen, so that the picture is of then
    public void export(Supplier<Subject> subject) {
        var stamp = STAMP.format(clock.get().atZone(ZoneId.systemDefault()));
        saver.save(
                fileName(subject.get().name()) + "-" + stamp, kind -> begin(kind, subject.get()));
    }

    /// Without what a file system may take for something else.
    static String fileName(String name) {
        var safe = name.strip().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}\\s]+", "-");
        return safe.isEmpty() || safe.startsWith(".") ? "drawing" + safe : safe;
    }

    private Rest begin(PictureKind kind, Subject subject) {
        var sheet = new Sheet(ui, subject, clock.get());
        try {
            return switch (kind) {
                case PNG -> {
                    var image = sheet.image();
                    yield () -> png(image);
                }
                case SVG -> {
                    var marks = sheet.marks();
                    yield () -> SvgWriter.write(marks);
                }
                case PDF -> {
                    var marks = sheet.marks();
                    yield () -> PdfWriter.write(marks);
                }
            };
        } finally {
            sheet.end();
        }
    }

    private static byte[] png(WritableImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        if (!ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", out)) {
            throw new IOException("no writer for PNG");
        }
        return out.toByteArray();
    }
}
