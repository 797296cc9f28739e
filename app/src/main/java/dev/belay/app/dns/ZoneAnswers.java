package dev.belay.app.dns;

import dev.belay.app.answers.AnswerBook;
import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.design.CloudAnswers.Use;
import dev.belay.app.ui.Texts;
import dev.belay.model.zone.ZonePicture;
import dev.belay.model.zone.ZoneReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/// What Route 53 says of one zone, as it was given; never written down. Confined to the UI thread,
/// except {@link #picture} and {@link #at}; texts are read in the background.
final class ZoneAnswers implements AnswerBook {
    private final Texts texts;
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private volatile List<Given> given = List.of();
    private int turn;

    private record Given(Dated text, ZoneReader.Read read) {}

    ZoneAnswers(Texts texts, Executor background, Executor ui) {
        this.texts = texts;
        this.background = background;
        this.ui = ui;
    }

    /// Counts up whenever there are other answers.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// What those that could be read say; the newest counts.
    ZonePicture picture() {
        List<Given> all = new ArrayList<>(given);
        all.sort(Comparator.comparing(one -> one.text().at()));
        ZonePicture picture = ZonePicture.EMPTY;
        for (Given one : all) {
            picture = picture.and(one.read().picture());
        }
        return picture;
    }

    /// When the oldest was given; empty while none was.
    Optional<Instant> at() {
        return given.stream().map(one -> one.text().at()).min(Comparator.naturalOrder());
    }

    /// Names of texts that could not be read.
    List<String> refused() {
        return given.stream()
                .filter(one -> one.read().fault().isPresent())
                .map(one -> one.text().document().name())
                .toList();
    }

    @Override
    public List<Entry> entries() {
        return given.stream().map(this::entry).toList();
    }

    private Entry entry(Given one) {
        String name = one.text().document().name();
        return new Entry(
                name,
                String.join(", ", one.read().recognised()),
                one.read().fault().isEmpty() ? Use.TAKEN : Use.REFUSED,
                one.read().fault().map(fault -> texts.get("dns.fault." + fault, name)).orElse(""));
    }

    @Override
    public void add(List<Dated> more) {
        turn++;
        int mine = turn;
        List<Given> before = given;
        background.execute(() -> {
            List<Given> all = new ArrayList<>(before);
            for (Dated text : more) {
                String name = text.document().name();
                all.removeIf(one -> one.text().document().name().equals(name));
                all.add(new Given(text, ZoneReader.read(text.document().text())));
            }
            ui.execute(() -> {
                if (mine == turn) {
                    set(all);
                } else {
                    // Something came or went meanwhile: this comes on top of it.
                    add(more);
                }
            });
        });
    }

    @Override
    public void remove(String name) {
        turn++;
        set(given.stream().filter(one -> !one.text().document().name().equals(name)).toList());
    }

    private void set(List<Given> all) {
        given = List.copyOf(all);
        changes.set(changes.get() + 1);
    }
}
