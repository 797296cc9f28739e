package dev.belay.app.bundles;

import dev.belay.model.bundle.BundleException;
import dev.belay.model.design.Design;
import dev.belay.model.diff.Change;
import dev.belay.model.diff.DesignDiff;
import dev.belay.reach.bundle.SignerKey;
import dev.belay.reach.bundle.SignersFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The bundle that is looked at: who vouches for it, what is in it, how it differs from the
/// drawing, or from the design in force. Confined to the UI thread; needs no toolkit.
public final class BundlesModel {

    /// What is shown of a bundle that holds.
    public enum Face {
        CONTENTS,
        COMPARE,
        MERGE
    }

    /// What the bundle is compared with.
    public enum Against {
        DRAWING,
        IN_FORCE
    }

    private final BundlePorts ports;
    private final Drawing drawing;
    private final ObservableValue<@Nullable Design> inForce;
    private final Origins origins;
    private final MergeModel merge;
    private final Latest<List<Change>> comparisons;
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private Inspection inspection = new Inspection.Nothing();
    private Consumer<Path> told = file -> {};
    private Face face = Face.CONTENTS;
    private Against against = Against.DRAWING;
    private Optional<Trouble> listTrouble = Optional.empty();
    private Optional<List<Change>> differences = Optional.empty();
    private long order;

    /// @param inForce the design of the cluster that is looked at; null while none is known
    public BundlesModel(
            BundlePorts ports, Drawing drawing, ObservableValue<@Nullable Design> inForce) {
        this.ports = ports;
        this.drawing = drawing;
        this.inForce = inForce;
        this.origins = new Origins(drawing);
        this.merge = new MergeModel(ports, drawing, origins, this::changed);
        this.comparisons = new Latest<>(ports.background(), ports.ui(), this::compared);
        drawing.design().subscribe((before, now) -> compareAnew(Against.DRAWING));
        inForce.subscribe((before, now) -> compareAnew(Against.IN_FORCE));
    }

    private void compareAnew(Against other) {
        if (against == other) {
            compare();
        } else {
            changed();
        }
    }

    /// Grows with each change of anything here.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    public Inspection inspection() {
        return inspection;
    }

    /// The bundle that holds; empty while there is none.
    public Optional<Source> opened() {
        return inspection instanceof Inspection.Opened(Source source)
                ? Optional.of(source)
                : Optional.empty();
    }

    public Face face() {
        return face;
    }

    public void show(Face next) {
        face = next;
        changed();
    }

    public Against against() {
        return against;
    }

    /// Compares it with that.
    public void compareWith(Against other) {
        against = other;
        compare();
    }

    /// What it is compared with; empty while there is none.
    Optional<Design> counterpart() {
        return Optional.ofNullable(
                switch (against) {
                    case DRAWING -> drawing();
                    case IN_FORCE -> inForce.getValue();
                });
    }

    MergeModel merge() {
        return merge;
    }

    /// A new bundle of the drawing.
    ///
    /// @throws IllegalStateException when nothing is drawn
    public ExportModel export() {
        Design design = drawing();
        if (design == null) {
            throw new IllegalStateException("nothing is drawn");
        }
        return new ExportModel(ports, design, origins);
    }

    /// The list of signers that vouch.
    SignersFile signers() {
        return ports.signers();
    }

    /// Why the list of signers did not take the last one; empty when it did.
    Optional<Trouble> listTrouble() {
        return listTrouble;
    }

    public boolean isDrawn() {
        return drawing() != null;
    }

    /// The drawing; empty while none is open.
    Optional<Design> drawn() {
        return Optional.ofNullable(drawing());
    }

    /// Takes the bundle over, as it came out of the drawing.
    void takeAll() {
        if (isAfterDrawing()) {
            drawn().ifPresent(before -> opened().ifPresent(one -> merge.takeAll(before, one)));
        }
    }

    private @Nullable Design drawing() {
        return drawing.design().getValue();
    }

    /// Asks for a bundle and looks at it.
    public void choose() {
        ports.open().get().ifPresent(this::open);
    }

    /// Looks at a bundle: verifies it, and opens it only then.
    public void open(Path file) {
        face = Face.CONTENTS;
        listTrouble = Optional.empty();
        against = isDrawn() || inForce.getValue() == null ? Against.DRAWING : Against.IN_FORCE;
        merge.forget();
        read(file);
    }

    /// Verifies the same file again.
    void again() {
        file().ifPresent(this::open);
    }

    /// The file that is looked at.
    Optional<Path> file() {
        return switch (inspection) {
            case Inspection.Nothing() -> Optional.empty();
            case Inspection.Verifying(Path file) -> Optional.of(file);
            case Inspection.Refused(Path file, Trouble _) -> Optional.of(file);
            case Inspection.Stranger(Path file, SignerKey _) -> Optional.of(file);
            case Inspection.Opened(Source source) -> Optional.of(source.file());
        };
    }

    private void read(Path file) {
        long mine = ++order;
        take(new Inspection.Verifying(file));
        ports.background()
                .execute(() -> {
                    Source.Outcome outcome = Source.bundle(file, ports);
                    ports.ui()
                            .execute(() -> {
                                if (mine == order) {
                                    take(inspected(file, outcome));
                                }
                            });
                });
    }

    private static Inspection inspected(Path file, Source.Outcome outcome) {
        return switch (outcome) {
            case Source.Outcome.Read(Source source) -> new Inspection.Opened(source);
            case Source.Outcome.Refused(Trouble trouble, Optional<SignerKey> stranger) ->
                    stranger.isPresent()
                            ? new Inspection.Stranger(file, stranger.get())
                            : new Inspection.Refused(file, trouble);
        };
    }

    /// Tells of each bundle that holds.
    ///
    /// @param opens is told of its file
    public void follow(Consumer<Path> opens) {
        told = opens;
    }

    private void take(Inspection next) {
        inspection = next;
        if (next instanceof Inspection.Opened(Source source)) {
            told.accept(source.file());
        }
        merge.with(opened());
        compare();
    }

    /// Whether this name could be the signer's.
    static boolean isName(String name) {
        return SignersFile.isPrincipal(name.strip());
    }

    /// The key that could be added to the list of signers: whose signature holds, and whom nobody
    /// has named yet.
    Optional<SignerKey> trustable() {
        return switch (inspection) {
            case Inspection.Stranger(Path _, SignerKey signer) -> Optional.of(signer);
            case Inspection.Opened(Source source) ->
                    standing()
                            .filter(one -> one == Standing.NOBODY_ASKED)
                            .flatMap(one -> source.signer());
            case Inspection.Nothing() -> Optional.empty();
            case Inspection.Verifying(Path _) -> Optional.empty();
            case Inspection.Refused(Path _, Trouble _) -> Optional.empty();
        };
    }

    /// How far the opened one can be trusted.
    Optional<Standing> standing() {
        return opened().flatMap(Source::contents).map(one -> Standing.of(one.bundle().voucher()));
    }

    /// Adds whoever signed to the list of signers, by that name, and verifies again.
    ///
    /// @param shown whose fingerprint was compared; nobody is added when it is another one's by now
    void trust(SignerKey shown, String name) {
        Optional<Path> file = file();
        if (!trustable().equals(Optional.of(shown)) || file.isEmpty() || !isName(name)) {
            return;
        }
        long mine = order;
        ports.background()
                .execute(() -> {
                    Optional<Trouble> trouble = added(name.strip(), shown);
                    ports.ui()
                            .execute(() -> {
                                if (mine == order) {
                                    trusted(file.get(), trouble);
                                }
                            });
                });
    }

    private Optional<Trouble> added(String name, SignerKey key) {
        try {
            ports.signers().add(name, key, ports.zone());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Trouble.Unreadable(Source.why(e)));
        } catch (BundleException e) {
            return Optional.of(new Trouble.BadBundle(e.problems()));
        }
    }

    private void trusted(Path file, Optional<Trouble> trouble) {
        listTrouble = trouble;
        if (trouble.isEmpty()) {
            read(file);
        } else {
            changed();
        }
    }

    /// Shows the bundle's design as a new drawing, which knows where it came from.
    public void openAsDrawing(Runnable shown) {
        opened().ifPresent(source ->
                drawing.open(
                        source.design(),
                        () -> {
                            origins.add(source.forerunners());
                            shown.run();
                        }));
    }

    /// Whether taking the bundle over the drawing loses nothing, as the bundle came out of it.
    boolean isAfterDrawing() {
        Design mine = drawing();
        return mine != null
                && opened().flatMap(Source::contents)
                        .map(one -> one.bundle().isAfter(mine))
                        .orElse(false);
    }

    /// How the bundle differs from what it is compared with; empty while that is not known.
    Optional<List<Change>> differences() {
        return differences;
    }

    private void compare() {
        Optional<Design> from = counterpart();
        Optional<Design> to = opened().map(Source::design);
        differences = Optional.empty();
        if (from.isPresent() && to.isPresent()) {
            comparisons.ask(() -> DesignDiff.between(from.get(), to.get()));
        } else {
            comparisons.drop();
        }
        changed();
    }

    private void compared(List<Change> found) {
        differences = Optional.of(found);
        changed();
    }
}
