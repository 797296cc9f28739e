package dev.belay.app.shell;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.PartsSheet;
import dev.belay.app.ui.Ui;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Takes a picture of every main screen, without a display, from recorded facts.
public final class Screenshots {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LARGE = 4.0 / 3;
    private static final int PULSES_LEAST = 3;
    private static final int PULSES_MOST = 600;

    private final ShotOptions options;
    private final Consumer<Path> taken;

    private Screenshots(ShotOptions options, Consumer<Path> taken) {
        this.options = options;
        this.taken = taken;
    }

    /// Takes all pictures that were asked for; blocks until they are written.
    ///
    /// @param taken told each file as it is written
    /// @throws IOException when a file cannot be written
    public static void take(ShotOptions options, Consumer<Path> taken)
            throws IOException, InterruptedException {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(options.folder());
        CompletableFuture<Void> up = new CompletableFuture<>();
        Platform.startup(() -> up.complete(null));
        Platform.setImplicitExit(false);
        await(up);
        try {
            new Screenshots(options, taken).all();
        } finally {
            Platform.exit();
        }
    }

    private void all() throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (Language language : options.languages()) {
            for (Look look : options.looks()) {
                for (int percent : options.percents()) {
                    String suffix =
                            "-" + language.code() + "-" + look.code() + "-" + percent + ".png";
                    for (Shot shot : Shot.all()) {
                        if (shot.name().startsWith(options.only())) {
                            names.add(shot.name() + suffix);
                            write(names.getLast(), picture(shot, language, look, percent));
                        }
                    }
                    if ("parts".startsWith(options.only())) {
                        names.add("parts" + suffix);
                        write(names.getLast(), onFx(() -> parts(language, look, percent)));
                    }
                }
            }
        }
        index(names);
    }

    private WritableImage picture(Shot shot, Language language, Look look, int percent)
            throws InterruptedException {
        double factor = percent > 100 ? LARGE : 1;
        ShotStudio studio =
                onFx(() -> {
                    ShotStudio made =
                            new ShotStudio(
                                    new Ui(language, look, percent, () -> 0),
                                    WIDTH * factor,
                                    HEIGHT * factor,
                                    shot.facts());
                    shot.act().accept(made);
                    return made;
                });
        await(settled(studio));
        return onFx(() -> {
            WritableImage picture = studio.picture();
            studio.end();
            return picture;
        });
    }

    private static WritableImage parts(Language language, Look look, int percent) {
        Ui ui = new Ui(language, look, percent, () -> 0);
        Scene scene = new Scene(new PartsSheet(ui), WIDTH * percent / 100, HEIGHT * percent / 100);
        ui.dress(scene);
        return scene.snapshot(null);
    }

    /// Some pulses, so that what is drawn on a pulse is drawn; more while the screen says so.
    private static CompletableFuture<Void> settled(ShotStudio studio) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() ->
                new AnimationTimer() {
                    private int pulses;

                    @Override
                    public void handle(long now) {
                        pulses++;
                        if (pulses == 1) {
                            studio.picture();
                        }
                        if (pulses >= PULSES_MOST || (pulses >= PULSES_LEAST && studio.settled())) {
                            stop();
                            done.complete(null);
                        }
                    }
                }.start());
        return done;
    }

    private void write(String name, WritableImage image) throws IOException {
        Path file = options.folder().resolve(name);
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        taken.accept(file);
    }

    private void index(List<String> names) throws IOException {
        StringBuilder page = new StringBuilder();
        page.append("# Screens of Belay Studio\n\n");
        page.append(
                "The facts on these pictures were written down for them; no cluster was asked.\n\n");
        names.forEach(
                name -> page.append("![").append(name).append("](").append(name).append(")\n"));
        Files.writeString(options.folder().resolve("README.md"), page.toString());
    }

    private static <T> T onFx(Callable<T> work) throws InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return await(done);
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a picture could not be taken", e.getCause());
        }
    }
}
