package dev.belay.app.route;

import dev.belay.app.answers.AnswerBook;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.CloudAnswers.Given;
import dev.belay.app.ui.Texts;
import dev.belay.model.preflight.Contents;
import dev.belay.model.preflight.PreflightText;
import java.util.List;
import java.util.stream.Collectors;

/// Answers of AWS that the window has, for the place where they are given.
///
/// @param texts language of faults
record GivenAnswers(Texts texts, CloudAnswers answers) implements AnswerBook {

    @Override
    public List<Entry> entries() {
        return answers.now().given().stream().map(this::entry).toList();
    }

    private Entry entry(Given one) {
        PreflightText words = PreflightText.of(texts.language().locale());
        return new Entry(
                one.name(),
                one.contents().stream().map(this::recognised).collect(Collectors.joining(", ")),
                one.use(),
                one.faults().stream().map(words::sentence).collect(Collectors.joining("\n")));
    }

    private String recognised(Contents one) {
        String count = texts.figures().count(one.count());
        return one.what().command()
                + " · "
                + (one.cut() ? texts.get("route.answers.cut", count) : count);
    }

    @Override
    public void add(List<Dated> more) {
        answers.add(more);
    }

    @Override
    public void remove(String name) {
        answers.remove(name);
    }
}
