package dev.belay.app.shell;

import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.app.editor.EditorModel;
import dev.belay.app.shell.Clusters.OpenCluster;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers of AWS are of one account: another drawing and another cluster may be in another one.
final class Accounts {
    private Accounts() {}

    /// Answers are forgotten when a drawing is opened, begun anew or closed, and when another
    /// cluster is looked at. Drawings that were just begun all have the same id, so that it says
    /// nothing.
    static void forget(CloudAnswers answers, EditorModel editor, Clusters clusters) {
        editor.designProperty()
                .subscribe((before, now) -> {
                    if (now == null || editor.wasOpened()) {
                        forget(answers);
                    }
                });
        clusters.currentProperty()
                .subscribe((before, now) -> {
                    if (!Objects.equals(place(before), place(now))) {
                        forget(answers);
                    }
                });
    }

    /// A cluster that is connected anew has the same one.
    private static @Nullable String place(@Nullable OpenCluster cluster) {
        return cluster == null ? null : cluster.place();
    }

    private static void forget(CloudAnswers answers) {
        Known now = answers.now();
        if (!now.given().isEmpty() || now.reading()) {
            answers.clear();
        }
    }
}
