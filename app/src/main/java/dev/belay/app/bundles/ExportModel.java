package dev.belay.app.bundles;

import dev.belay.app.bundles.BundleWriter.Wanted;
import dev.belay.model.bundle.BundleDraft;
import dev.belay.model.bundle.BundleException;
import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.bundle.BundleProblem;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import dev.belay.reach.bundle.SignerKey;
import dev.belay.reach.ssh.SecretQuestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The drawing of one moment on its way into a bundle: what will be in it, who signs, and where it
/// goes. Confined to the UI thread; needs no toolkit.
public final class ExportModel {
    private static final String ENDING = ".zip";

    private final BundlePorts ports;
    private final Design design;
    private final Origins origins;
    private final StringProperty file = new SimpleStringProperty(this, "file", "");
    private final StringProperty key = new SimpleStringProperty(this, "key", "");
    private final BooleanProperty signing = new SimpleBooleanProperty(this, "signing", true);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private final List<Source> formers = new ArrayList<>();
    private Optional<Trouble> formerTrouble = Optional.empty();
    private Optional<BundleDraft> draft = Optional.empty();
    private List<BundleProblem> secrets = List.of();
    private ExportState state = new ExportState.Form();
    private AtomicBoolean cancelled = new AtomicBoolean();
    private CompletableFuture<Optional<char[]>> answer = new CompletableFuture<>();
    private long order;
    private int reading;

    ExportModel(BundlePorts ports, Design design, Origins origins) {
        this.ports = ports;
        this.design = design;
        this.origins = origins;
        key.set(ports.key().toString());
        draw();
    }

    /// Grows with each change of anything here but the fields.
    ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    Design design() {
        return design;
    }

    StringProperty fileProperty() {
        return file;
    }

    StringProperty keyProperty() {
        return key;
    }

    /// Whether somebody signs.
    BooleanProperty signingProperty() {
        return signing;
    }

    ExportState state() {
        return state;
    }

    /// What will be written; empty while that is not known, and while there are secrets in it.
    Optional<BundleDraft> draft() {
        return draft;
    }

    /// Places of what looks like a secret: it has to go before anything is written.
    List<BundleProblem> secrets() {
        return secrets;
    }

    /// Former bundles and designs that this one came out of, as far as they were named here.
    List<Source> formers() {
        return List.copyOf(formers);
    }

    /// Why the last one that was named was not taken.
    Optional<Trouble> formerTrouble() {
        return formerTrouble;
    }

    /// Whether it is known what will be written, with all that was named.
    boolean isPossible() {
        return draft.isPresent() && reading == 0;
    }

    void chooseFile() {
        ports.save()
                .apply(design.cluster().id() + ENDING)
                .ifPresent(chosen -> file.set(withEnding(chosen.toString())));
    }

    private static String withEnding(String text) {
        return text.isBlank() || text.endsWith(ENDING) ? text : text + ENDING;
    }

    void chooseKey() {
        ports.chooseKey().get().ifPresent(chosen -> key.set(chosen.toString()));
    }

    /// Asks for a bundle or a design that this one came out of.
    void chooseFormer() {
        ports.open().get().ifPresent(this::addFormer);
    }

    void addFormer(Path former) {
        reading++;
        changed();
        ports.background()
                .execute(() -> {
                    Source.Outcome outcome = Source.any(former, ports);
                    ports.ui().execute(() -> took(outcome));
                });
    }

    private void took(Source.Outcome outcome) {
        reading--;
        switch (outcome) {
            case Source.Outcome.Read(Source source) -> {
                formers.add(source);
                formerTrouble = Optional.empty();
                draw();
            }
            case Source.Outcome.Refused(Trouble trouble, Optional<SignerKey> _) -> {
                formerTrouble = Optional.of(trouble);
                changed();
            }
        }
    }

    private List<ContentName> after() {
        Set<ContentName> all = new LinkedHashSet<>();
        formers.forEach(one -> all.addAll(one.forerunners()));
        all.addAll(origins.of(design));
        all.removeAll(List.of(BundleManifest.nameOf(design)));
        return List.copyOf(all);
    }

    private void draw() {
        long mine = ++order;
        draft = Optional.empty();
        changed();
        List<ContentName> after = after();
        ports.background()
                .execute(() -> {
                    try {
                        BundleDraft drawn = BundleDraft.of(design, after);
                        ports.ui().execute(() -> drawn(mine, Optional.of(drawn), List.of()));
                    } catch (BundleException e) {
                        ports.ui().execute(() -> drawn(mine, Optional.empty(), e.problems()));
                    }
                });
    }

    private void drawn(long mine, Optional<BundleDraft> made, List<BundleProblem> found) {
        if (mine == order) {
            draft = made;
            secrets = found;
            changed();
        }
    }

    /// Writes it; asks before another file goes for it.
    void export() {
        export(false);
    }

    /// Writes it over what is there.
    void replace() {
        export(true);
    }

    /// Back to the form.
    void back() {
        show(new ExportState.Form());
    }

    private void export(boolean mayReplace) {
        if (!isPossible() || state instanceof ExportState.Writing) {
            return;
        }
        AtomicBoolean mine = new AtomicBoolean();
        cancelled = mine;
        file.set(withEnding(file.get().strip()));
        Optional<String> signer = signing.get() ? Optional.of(key.get()) : Optional.empty();
        BundleDraft written = draft.get();
        BundleWriter writer =
                new BundleWriter(
                        new Wanted(design, written, file.get(), signer, mayReplace),
                        ports.agent(),
                        question -> ask(question, mine),
                        step -> onUi(mine, new ExportState.Writing(step)),
                        mine::get);
        show(new ExportState.Writing(ExportState.Step.SIGNING));
        ports.background()
                .execute(() -> {
                    ExportState end = writer.write();
                    ports.ui().execute(() -> ended(mine, end, written));
                });
    }

    private void ended(AtomicBoolean mine, ExportState end, BundleDraft written) {
        if (end instanceof ExportState.Done) {
            List<ContentName> names = new ArrayList<>();
            names.add(BundleManifest.nameOf(design));
            names.addAll(written.manifest().after());
            origins.add(names);
        }
        if (mine.equals(cancelled)) {
            show(end);
        }
    }

    private void onUi(AtomicBoolean mine, ExportState next) {
        ports.ui()
                .execute(() -> {
                    if (mine.equals(cancelled) && !mine.get()) {
                        show(next);
                    }
                });
    }

    private void show(ExportState next) {
        state = next;
        changed();
    }

    /// Blocks the background for as long as the user thinks.
    private Optional<char[]> ask(SecretQuestion question, AtomicBoolean mine) {
        CompletableFuture<Optional<char[]>> asked = new CompletableFuture<>();
        ports.ui()
                .execute(() -> {
                    if (mine.get()) {
                        asked.complete(Optional.empty());
                    } else {
                        answer = asked;
                        show(new ExportState.Passphrase(question));
                    }
                });
        return asked.join();
    }

    /// Gives the pass-phrase; who asked overwrites it.
    void unlock(char[] passphrase) {
        show(new ExportState.Writing(ExportState.Step.SIGNING));
        answer.complete(Optional.of(passphrase));
    }

    /// Ends it before the file takes its name; what is written by then stays.
    public void cancel() {
        cancelled.set(true);
        answer.complete(Optional.empty());
        show(new ExportState.Form());
    }
}
