package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.ThingCard;
import dev.belay.model.design.Design;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.Disagreement;
import dev.belay.model.status.Picture.NodePicture;
import dev.belay.model.thing.Thing;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the inspector says of the selected thing.
sealed interface Inspection {

    /// Nothing is known of anything.
    record Nothing() implements Inspection {}

    /// The whole cluster, because nothing is selected.
    ///
    /// @param coordinator name; empty when none is known
    /// @param coordinatorForMillis since the authority first saw this coordinator and term
    /// @param authority name of the observer that is believed; empty when nobody fresh was heard
    /// @param lastHeard name of the observer that is believed, or of the node heard last when
    ///   nobody fresh was heard; empty for none
    /// @param lastHeardMillis how long ago; -1 for never
    /// @param up members that are neither unknown, failed nor fenced
    /// @param recent newest first
    record Cluster(
            Picture picture,
            String coordinator,
            OptionalLong coordinatorForMillis,
            String authority,
            String lastHeard,
            long lastHeardMillis,
            int up,
            List<EventRecord> recent)
            implements Inspection {}

    /// One member.
    ///
    /// @param upForMillis since its agent started; empty when it never reported
    /// @param seenBy every observer's opinion, its own first
    /// @param disagreement what this node thinks differently from the authority
    /// @param recent newest first
    record Node(
            NodePicture node,
            boolean coordinator,
            OptionalLong upForMillis,
            List<Sighting> seenBy,
            List<Disagreement> disagreement,
            List<EventRecord> recent)
            implements Inspection {}

    /// A designed thing that is not alive.
    ///
    /// @param notes what people wrote down about it
    record Designed(ThingCard card, String notes) implements Inspection {}

    /// One observer's opinion of the inspected node.
    ///
    /// @param observer its name
    /// @param itself whether it is the inspected node
    /// @param differs whether it sees another state than the drawing shows
    record Sighting(
            String observer, boolean itself, NodeState state, long ageMillis, boolean differs) {}

    int RECENT = 6;

    static Inspection of(ThingCard card, @Nullable Design design) {
        var notes =
                design == null
                        ? ""
                        : design.things().all().stream()
                                .filter(thing -> thing.id().toString().equals(card.id()))
                                .map(Thing::notes)
                                .findFirst()
                                .orElse("");
        return new Designed(card, notes);
    }

    static Inspection of(Picture picture, String selected, List<EventRecord> events) {
        if (picture.nodes().isEmpty()) {
            return new Nothing();
        }
        return picture.node(selected)
                .<Inspection>map(node -> node(picture, node, events))
                .orElseGet(() -> cluster(picture, events));
    }

    private static Cluster cluster(Picture picture, List<EventRecord> events) {
        var authority = picture.authority() == null ? "" : picture.authority();
        var sinceMillis = OptionalLong.empty();
        var witness = picture.node(authority);
        var report = witness.map(NodePicture::report).orElse(null);
        if (report != null) {
            var held = Duration.between(report.opinion().termSince(), report.at()).toMillis();
            sinceMillis = OptionalLong.of(Math.max(0, held) + witness.get().ageMillis());
        }
        int up = 0;
        for (var node : picture.nodes()) {
            up += isUp(node.state()) ? 1 : 0;
        }
        var coordinator = picture.coordinator() == null ? "" : picture.coordinator();
        var last =
                picture.nodes().stream()
                        .filter(node -> node.ageMillis() >= 0)
                        .min(Comparator.comparingLong(NodePicture::ageMillis));
        boolean told = !authority.isEmpty();
        return new Cluster(
                picture,
                nameOf(picture, coordinator),
                sinceMillis,
                nameOf(picture, authority),
                told
                        ? nameOf(picture, authority)
                        : last.map(node -> nameOf(picture, node.observer())).orElse(""),
                told ? picture.ageMillis() : last.map(NodePicture::ageMillis).orElse(-1L),
                up,
                events.reversed().stream().limit(RECENT).toList());
    }

    private static boolean isUp(NodeState state) {
        return switch (state) {
            case ACTIVE, STANDBY, STARTING, STOPPING, MAINTENANCE -> true;
            case UNKNOWN, FAILED, FENCED -> false;
        };
    }

    private static Node node(Picture picture, NodePicture node, List<EventRecord> events) {
        var id = node.member().id();
        var report = node.report();
        var up = OptionalLong.empty();
        if (report != null) {
            var ran = Duration.between(report.startedAt(), report.at()).toMillis();
            up = OptionalLong.of(Math.max(0, ran) + Math.max(0, node.ageMillis()));
        }
        var seenBy =
                node.views().stream()
                        .map(view ->
                                new Sighting(
                                        nameOf(picture, view.observer()),
                                        view.observer().equals(id),
                                        view.state(),
                                        view.ageMillis(),
                                        differs(node, view)))
                        .sorted((a, b) -> Boolean.compare(b.itself(), a.itself()))
                        .toList();
        return new Node(
                node,
                id.equals(picture.coordinator()),
                up,
                seenBy,
                picture.disagreement().stream().filter(it -> it.observer().equals(id)).toList(),
                events.reversed().stream()
                        .filter(event -> concerns(event, id))
                        .limit(RECENT)
                        .toList());
    }

    /// An old opinion is no disagreement: it may have been right when it was made.
    private static boolean differs(NodePicture node, Picture.View view) {
        return view.state() != node.state() && !Freshness.of(view.ageMillis()).outdated();
    }

    private static boolean concerns(EventRecord event, String node) {
        return event.node().equals(node) || event.fields().containsValue(node);
    }

    static String nameOf(Picture picture, String id) {
        return picture.node(id).map(node -> node.member().name()).orElse(id);
    }
}
