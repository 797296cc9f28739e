package dev.belay.app.design;

import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Contents;
import dev.belay.model.preflight.DescribeReader;
import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.ReadFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What AWS says of the things that are drawn: answers of its CLI that somebody gave, kept while
/// the window is open and never written down. Confined to the UI thread, except {@link #now}; texts
/// are read in the background.
///
/// The newest answer holds: an older text that says something else is set aside as a whole. A thing
/// that was deleted meanwhile is only forgotten when the older text is taken out.
public final class CloudAnswers {
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyObjectWrapper<Known> known =
            new ReadOnlyObjectWrapper<>(this, "known", Known.NOTHING);
    private volatile Known latest = Known.NOTHING;
    private List<Dated> texts = List.of();
    private int turn;

    /// A text.
    ///
    /// @param at when it was given, or its file was written
    public record Dated(Document document, Instant at) {}

    /// What became of a text.
    public enum Use {
        /// It is part of the picture.
        TAKEN,
        /// A newer text says something else.
        OUTDATED,
        /// It cannot be read, or is no answer of the AWS CLI; nothing of it is in the picture.
        REFUSED
    }

    /// A text that was given.
    ///
    /// @param at when it was given, or its file was written
    /// @param contents what it was recognised as
    /// @param faults why it is not taken; none when it is
    public record Given(
            Document document,
            Instant at,
            List<Contents> contents,
            Use use,
            List<ReadFault> faults) {
        public Given {
            contents = List.copyOf(contents);
            faults = List.copyOf(faults);
        }

        public String name() {
            return document.name();
        }
    }

    /// All that is known at one moment.
    ///
    /// @param given all texts, in the order in which they came
    /// @param picture what those that are taken say
    /// @param reading whether texts were given that are not read yet
    public record Known(List<Given> given, CloudPicture picture, boolean reading) {
        static final Known NOTHING = new Known(List.of(), CloudPicture.EMPTY, false);

        public Known {
            given = List.copyOf(given);
        }

        /// Whether nothing is known of AWS.
        public boolean isEmpty() {
            return given.stream().noneMatch(one -> one.use() == Use.TAKEN);
        }

        /// What was wrong with the texts that cannot be read.
        public List<ReadFault> faults() {
            return given.stream()
                    .filter(one -> one.use() == Use.REFUSED)
                    .flatMap(one -> one.faults().stream())
                    .toList();
        }

        /// When the oldest text was given that is taken.
        public Optional<Instant> oldest() {
            return given.stream()
                    .filter(one -> one.use() == Use.TAKEN)
                    .map(Given::at)
                    .min(Comparator.naturalOrder());
        }

        /// What is known against what a virtual IP of a drawing needs; empty when the drawing does
        /// not say enough, see {@link Drawn#of}. What was not given is unknown in it.
        public Optional<Preflight> preflight(Design design, VirtualIp vip) {
            return Drawn.of(design, vip).wanted().map(wanted -> Preflight.of(wanted, picture));
        }
    }

    /// Knows nothing yet.
    public CloudAnswers(Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
    }

    public ReadOnlyObjectProperty<Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// As of now; for any thread.
    public Known now() {
        return latest;
    }

    /// Takes more texts; one with the name of a former one takes its place.
    public void add(List<Dated> more) {
        change(all -> {
            for (Dated text : more) {
                all.removeIf(one -> one.document().name().equals(text.document().name()));
                all.add(text);
            }
            return all;
        });
    }

    /// Takes one out.
    public void remove(String name) {
        change(all -> {
            all.removeIf(one -> one.document().name().equals(name));
            return all;
        });
    }

    /// Gives one another name, such as one that says of which route table it is.
    public void rename(String name, String other) {
        change(all -> {
            all.replaceAll(one ->
                    one.document().name().equals(name)
                            ? new Dated(new Document(other, one.document().text()), one.at())
                            : one);
            return all;
        });
    }

    /// Forgets all at once, as for another account; what is being read does not come back.
    public void clear() {
        turn++;
        texts = List.of();
        set(Known.NOTHING);
    }

    private void change(UnaryOperator<List<Dated>> how) {
        texts = List.copyOf(how.apply(new ArrayList<>(texts)));
        turn++;
        int mine = turn;
        List<Dated> all = texts;
        set(new Known(known.get().given(), known.get().picture(), true));
        background.execute(() -> {
            Known read = read(all);
            ui.execute(() -> {
                if (mine == turn) {
                    set(read);
                }
            });
        });
    }

    private void set(Known now) {
        latest = now;
        known.set(now);
    }

    /// A picture is made of texts without a fault alone: those that have one are left out until
    /// none is found any more.
    private static Known read(List<Dated> texts) {
        List<Dated> rest = new ArrayList<>(texts);
        rest.sort(Comparator.comparing(Dated::at).reversed());
        List<ReadFault> faults = new ArrayList<>();
        DescribeReader.Read read = read(rest, faults);
        while (!read.faults().isEmpty()) {
            read = read(rest, faults);
        }
        return new Known(
                texts.stream().map(one -> given(one, texts, faults)).toList(),
                read.picture(),
                false);
    }

    private static DescribeReader.Read read(List<Dated> rest, List<ReadFault> faults) {
        DescribeReader.Read read = DescribeReader.read(rest.stream().map(Dated::document).toList());
        faults.addAll(read.faults());
        rest.removeIf(one -> isNamed(one, read.faults()));
        return read;
    }

    private static boolean isNamed(Dated text, List<ReadFault> faults) {
        return faults.stream().anyMatch(fault -> fault.document().equals(text.document().name()));
    }

    private static Given given(Dated text, List<Dated> all, List<ReadFault> faults) {
        List<ReadFault> own =
                faults.stream()
                        .filter(fault -> fault.document().equals(text.document().name()))
                        .toList();
        boolean isOlder = all.stream().anyMatch(one -> one.at().isAfter(text.at()));
        boolean isOutdated =
                isOlder && own.stream().allMatch(one -> one.kind() == ReadFault.Kind.CONTRADICTION);
        Use use = own.isEmpty() ? Use.TAKEN : isOutdated ? Use.OUTDATED : Use.REFUSED;
        return new Given(
                text.document(), text.at(), DescribeReader.contents(text.document()), use, own);
    }
}
