package dev.belay.app.answers;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.ui.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Takes in what somebody has of AWS: a text, or files. FX thread only; files are read in the
/// background.
public final class AnswerIntake {

    private final Texts texts;
    private final Into into;
    private final Threads threads;

    /// Where it goes.
    ///
    /// @param names of what is there
    /// @param add takes more; one with the name of a former one takes its place
    public record Into(Supplier<List<String>> names, Consumer<List<Dated>> add) {}

    /// What work it is given, and the time.
    ///
    /// @param wall when a text was given
    public record Threads(Executor background, Executor ui, Supplier<Instant> wall) {}

    public AnswerIntake(Texts texts, Into into, Threads threads) {
        this.texts = texts.beside(AnswerIntake.class);
        this.into = into;
        this.threads = threads;
    }

    /// Takes what somebody copied out of a terminal, under a name that is free.
    public void take(String text) {
        Instant at = threads.wall().get();
        int number = 1;
        while (isTaken(texts.get("answers.pasted", number))) {
            number++;
        }
        into.add()
                .accept(
                        PastedText.documents(texts.get("answers.pasted", number), text).stream()
                                .map(one -> new Dated(one, at))
                                .toList());
    }

    private boolean isTaken(String name) {
        return into.names().get().stream().anyMatch(one -> (one + " ").startsWith(name + " "));
    }

    /// Takes files, and all `.json` files of folders.
    ///
    /// @param said what went wrong, in a sentence; empty for nothing
    public void read(List<Path> places, Consumer<String> said) {
        if (places.isEmpty()) {
            return;
        }
        threads.background()
                .execute(() -> {
                    try {
                        List<Dated> found = AnswerFiles.read(places);
                        threads.ui().execute(() -> came(places.getFirst(), found, said));
                    } catch (IOException e) {
                        String why = String.valueOf(e.getMessage());
                        threads.ui()
                                .execute(() -> said.accept(texts.get("answers.unreadable", why)));
                    }
                });
    }

    private void came(Path from, List<Dated> found, Consumer<String> said) {
        said.accept(found.isEmpty() ? texts.get("answers.empty", from) : "");
        if (!found.isEmpty()) {
            into.add().accept(found);
        }
    }
}
