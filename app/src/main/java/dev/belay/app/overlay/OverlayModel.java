package dev.belay.app.overlay;

import dev.belay.app.overlay.Sight.Seen;
import dev.belay.app.overlay.Sight.Why;
import dev.belay.model.design.Design;
import dev.belay.model.plan.Difference;
import dev.belay.model.plan.Difference.What;
import dev.belay.model.plan.Drift;
import dev.belay.model.plan.Part;
import dev.belay.model.status.Picture;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What is laid over the drawing. Confined to the UI thread; needs no toolkit.
public final class OverlayModel {

    /// Where it is from, and where it leads.
    public interface Port {
        ObservableValue<Sight> sight();

        /// Keeps it fresh, or not.
        ///
        /// @param isWatched whether somebody looks
        void watch(boolean isWatched);

        /// Shows the step of the plan that takes this over.
        void showStep(Part part);

        /// Nothing is ever known.
        static Port none() {
            return new Port() {
                private final ObservableValue<Sight> nothing =
                        new SimpleObjectProperty<>(new Sight.Nothing(Why.NO_CLUSTER));

                @Override
                public ObservableValue<Sight> sight() {
                    return nothing;
                }

                @Override
                public void watch(boolean isWatched) {}

                @Override
                public void showStep(Part part) {}
            };
        }
    }

    private final Port port;
    private final ObservableValue<Picture> picture;
    private final ObservableValue<@Nullable Design> design;
    private final BooleanProperty wanted = new SimpleBooleanProperty(this, "wanted", true);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");
    private boolean inView;
    private Map<String, Difference> byId = Map.of();
    private List<Difference> indexed = List.of();
    private @Nullable Pairs pairs;

    /// @param picture of the members
    /// @param design that is drawn; null when none is open
    public OverlayModel(
            Port port, ObservableValue<Picture> picture, ObservableValue<@Nullable Design> design) {
        this.port = port;
        this.picture = picture;
        this.design = design;
        port.sight().subscribe(sight -> changed());
        picture.subscribe((before, now) -> changed());
        design.subscribe((before, now) -> changed());
        wanted.subscribe((before, now) -> {
            port.watch(inView && now);
            changed();
        });
    }

    private void changed() {
        List<Difference> now = seen().map(Seen::differences).orElse(List.of());
        if (!now.equals(indexed)) {
            indexed = now;
            Map<String, Difference> next = new HashMap<>();
            for (Difference one : now) {
                if (one.part().kind() == Part.Kind.THING || one.part().kind() == Part.Kind.LINK) {
                    next.put(one.part().id(), one);
                }
            }
            byId = next;
        }
        pairs = null;
        changes.set(changes.get() + 1);
    }

    /// Whether it is wanted; kept as long as the window is open.
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    public ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Why there is nothing to lay over the drawing; empty when there is.
    public Optional<Why> hurdle() {
        return port.sight().getValue() instanceof Sight.Nothing(Why why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /// What is laid over the drawing now; empty while it is switched off, or there is nothing.
    public Optional<Seen> seen() {
        return wanted.get() && port.sight().getValue() instanceof Seen now
                ? Optional.of(now)
                : Optional.empty();
    }

    public void toggle() {
        if (hurdle().isEmpty()) {
            wanted.set(!wanted.get());
        }
    }

    /// The drawing came into view, or left it.
    public void watch(boolean isInView) {
        inView = isInView;
        port.watch(isInView && wanted.get());
    }

    /// What the plan does to a thing or a link; empty for nothing.
    public Optional<Difference> difference(ThingId id) {
        return Optional.ofNullable(byId.get(id.toString()));
    }

    /// What is hatched: what is only drawn elsewhere does the same as before.
    public Optional<Difference> hatched(ThingId id) {
        return difference(id).filter(one -> one.what() != What.REDRAWN);
    }

    List<Drift> drifts() {
        return seen().map(Seen::drifts).orElse(List.of());
    }

    /// What is otherwise than designed with a thing, or with a member that is none.
    public List<Drift> drifts(String id) {
        return drifts().stream().filter(one -> one.subject().equals(id)).toList();
    }

    /// How a thing is; empty for what no agent says anything about.
    public Optional<Vital> vital(Thing thing) {
        return seen().flatMap(now -> Vital.of(thing, now, picture.getValue(), pairs()));
    }

    private Pairs pairs() {
        Pairs known = pairs;
        Design drawn = design.getValue();
        if (known == null) {
            Map<String, String> names = new LinkedHashMap<>();
            picture.getValue()
                    .nodes()
                    .forEach(one -> names.put(one.member().id(), one.member().name()));
            known = drawn == null ? Pairs.NONE : Pairs.of(drawn, names);
            pairs = known;
        }
        return known;
    }

    /// What people call a thing, a link or a member.
    String name(String id) {
        Optional<ThingId> parsed = ThingId.parse(id).good();
        Design drawn = design.getValue();
        Optional<Thing> here = drawn == null ? Optional.empty() : parsed.flatMap(drawn::find);
        return here.or(() -> seen().flatMap(now -> parsed.flatMap(now.inForce()::find)))
                .map(Thing::name)
                .or(() -> link(drawn, id))
                .or(() -> seen().flatMap(now -> link(now.inForce(), id)))
                .orElseGet(() ->
                        picture.getValue().node(id).map(one -> one.member().name()).orElse(id));
    }

    private Optional<String> link(@Nullable Design in, String id) {
        return in == null
                ? Optional.empty()
                : in.links().stream()
                        .filter(one -> one.id().toString().equals(id))
                        .findFirst()
                        .map(one -> nameIn(in, one.from()) + " – " + nameIn(in, one.to()));
    }

    private static String nameIn(Design design, ThingId id) {
        return design.find(id).map(Thing::name).orElse(id.toString());
    }

    /// Shows the step of the plan that makes this so.
    public void showStep(Difference difference) {
        port.showStep(difference.part());
    }
}
