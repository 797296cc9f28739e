package dev.belay.app.answers;

import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.CloudAnswers.Use;
import java.util.List;

/// What a wizard was told, for {@link AnswersPane}. FX thread only.
public interface AnswerBook {

    /// One text that was given.
    ///
    /// @param recognised what it is, in no language; empty when that is not known
    /// @param fault why it is not taken; empty when it is
    record Entry(String name, String recognised, Use use, String fault) {}

    /// In the order in which they were given.
    List<Entry> entries();

    /// Takes more; one with the name of a former one takes its place.
    void add(List<Dated> texts);

    /// Takes one out.
    void remove(String name);
}
