package dev.belay.app.path;

import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Known;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.value.ThingId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The packet path that is looked at. Confined to the UI thread; needs no toolkit. Nothing is
/// judged while it is switched off.
public final class PathModel {

    private final ObservableValue<@Nullable Design> design;
    private final ObservableList<Problem> problems;
    private final CloudAnswers answers;
    private final Function<VirtualIp, Optional<ThingId>> active;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on", false);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private Optional<ThingId> wanted = Optional.empty();
    private Optional<PacketPath> path = Optional.empty();
    private @Nullable Judged judged;

    /// What the answers were judged for; that again costs more than the rest.
    private record Judged(Design design, VirtualIp vip, Known known, Optional<Preflight> result) {}

    /// @param design that is drawn; null when none is open
    /// @param problems of that design
    /// @param active the node that holds a virtual IP now; empty when nobody knows. Who knows news
    ///   calls {@link #refresh}
    public PathModel(
            ObservableValue<@Nullable Design> design,
            ObservableList<Problem> problems,
            CloudAnswers answers,
            Function<VirtualIp, Optional<ThingId>> active) {
        this.design = design;
        this.problems = problems;
        this.answers = answers;
        this.active = active;
        design.subscribe((before, now) -> changed());
        answers.knownProperty().subscribe((before, now) -> changed());
        problems.addListener((ListChangeListener<Problem>) change -> refresh());
        on.subscribe((before, now) -> changed());
    }

    /// Whether the path is looked at.
    public BooleanProperty onProperty() {
        return on;
    }

    /// Counts up when anything is other than before.
    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    public CloudAnswers answers() {
        return answers;
    }

    /// Those that move by route table: only their way leads through a cloud.
    public List<VirtualIp> virtualIps() {
        Design drawn = design.getValue();
        return drawn == null ? List.of() : Drawn.virtualIps(drawn);
    }

    public boolean isPossible() {
        return !virtualIps().isEmpty();
    }

    public void toggle() {
        if (isPossible() || on.get()) {
            on.set(!on.get());
        }
    }

    /// The virtual IP whose path it is; empty when there is none.
    public Optional<VirtualIp> chosen() {
        List<VirtualIp> all = virtualIps();
        return all.stream()
                .filter(one -> wanted.filter(one.id()::equals).isPresent())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// Looks at another virtual IP; any other thing changes nothing.
    public void choose(ThingId id) {
        if (virtualIps().stream().anyMatch(one -> one.id().equals(id))
                && wanted.filter(id::equals).isEmpty()) {
            wanted = Optional.of(id);
            changed();
        }
    }

    /// What is drawn of it; empty while it is switched off, or no virtual IP is drawn.
    public Optional<PacketPath> path() {
        return path;
    }

    /// What the design does not say of the chosen one.
    public List<Drawn.Gap> gaps() {
        Design drawn = design.getValue();
        return drawn == null
                ? List.of()
                : chosen().map(vip -> Drawn.of(drawn, vip).gaps()).orElse(List.of());
    }

    /// The command that mends a hop, or whose answer is missing; empty when neither is known.
    public Optional<String> command(PathHop hop) {
        return switch (hop.why()) {
            case Why.Answered(Hop.Reason reason) ->
                    reason.finding()
                            .change()
                            .flatMap(
                                    change -> preflight().map(one -> one.changes().command(change)))
                            .or(() -> reason.finding().ask());
            case Why.AsDrawn(Optional<String> ask) -> ask;
            case Why.Elsewhere(String _, String _, Optional<String> ask) -> ask;
            case Why.Proven _, Why.Checked _, Why.Missing _ -> Optional.empty();
        };
    }

    /// Commands whose answers are missing to judge the path of the chosen one, each once.
    public List<String> asks() {
        Design drawn = design.getValue();
        return drawn == null
                ? List.of()
                : chosen().flatMap(vip -> answered(drawn, vip).or(() -> bare(drawn, vip)))
                        .map(Preflight::asks)
                        .orElse(List.of());
    }

    /// Something that it is made of may be other than before.
    public void refresh() {
        if (on.get() && !make().equals(path)) {
            changed();
        }
    }

    private void changed() {
        path = on.get() ? make() : Optional.empty();
        changes.set(changes.get() + 1);
    }

    private Optional<PacketPath> make() {
        Design drawn = design.getValue();
        return drawn == null ? Optional.empty() : chosen().map(vip -> make(drawn, vip));
    }

    private PacketPath make(Design drawn, VirtualIp vip) {
        return PacketPath.of(
                vip,
                new PacketPath.Facts(
                        drawn,
                        problems,
                        answered(drawn, vip),
                        bare(drawn, vip),
                        active.apply(vip)));
    }

    private Optional<Preflight> preflight() {
        Design drawn = design.getValue();
        return drawn == null ? Optional.empty() : chosen().flatMap(vip -> answered(drawn, vip));
    }

    @SuppressWarnings("ReferenceEquality") // both are taken anew whenever they change
    private Optional<Preflight> answered(Design drawn, VirtualIp vip) {
        Known known = answers.knownProperty().get();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Judged last = judged;
        if (last == null
                || last.design() != drawn
                || !last.vip().equals(vip)
                || last.known() != known) {
            last = new Judged(drawn, vip, known, known.preflight(drawn, vip));
            judged = last;
        }
        return last.result();
    }

    private static Optional<Preflight> bare(Design drawn, VirtualIp vip) {
        return Drawn.of(drawn, vip)
                .wanted()
                .map(wanted -> Preflight.of(wanted, CloudPicture.EMPTY));
    }
}
