package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.edit.Removal;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Has the open drawing of a cluster follow its members: those that have come, and what became of
/// others. Confined to the UI thread; the cluster is asked in the background.
///
/// @param port of the cluster that is looked at
public record DrawnMembers(DesignPort port, Drawing drawing, WizardModel.Ports ports) {

    /// What came of it.
    public sealed interface Outcome {
        /// Names of those that are drawn now and were not before.
        record Drew(List<String> names) implements Outcome {}

        /// Names of things that are drawn otherwise now; none when it was drawn so already.
        record Changed(List<String> names) implements Outcome {}

        /// No drawing of their cluster is open.
        record NoDrawing() implements Outcome {}

        /// They are no members of the cluster that is looked at, as far as it says.
        record NotThere() implements Outcome {}

        /// The cluster did not say.
        record Silent(ApiError error) implements Outcome {}
    }

    /// What the cluster says.
    private record Heard(Design inForce, Design members) {}

    /// Draws those of these that the drawing lacks, by id and by name, as one edit.
    ///
    /// @param nodes ids
    public void draw(Collection<String> nodes, Consumer<Outcome> told) {
        Set<String> wanted = Set.copyOf(nodes);
        ports.background()
                .execute(() -> {
                    try {
                        ClusterStatus status = port.status();
                        Design inForce = InForce.of(port.design(), status).design();
                        Heard heard = new Heard(inForce, InForce.members(status));
                        ports.ui().execute(() -> told.accept(draw(heard, wanted)));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> told.accept(new Outcome.Silent(e.error())));
                    }
                });
    }

    /// Changes the drawing as the member was changed, as one edit; what cannot be without a member
    /// that has gone goes with it.
    public void follow(MemberEdit edit, Consumer<Outcome> told) {
        ports.background()
                .execute(() -> {
                    try {
                        ClusterStatus status = port.status();
                        Design inForce = InForce.of(port.design(), status).design();
                        boolean isTheirs = status.name().equals(edit.cluster());
                        ports.ui()
                                .execute(() ->
                                        told.accept(
                                                isTheirs
                                                        ? follow(inForce, edit)
                                                        : new Outcome.NotThere()));
                    } catch (AgentException e) {
                        ports.ui().execute(() -> told.accept(new Outcome.Silent(e.error())));
                    }
                });
    }

    private Outcome follow(Design inForce, MemberEdit edit) {
        Optional<Design> open = drawing.now().filter(one -> Drawn.belongs(one, inForce));
        if (open.isEmpty()) {
            return new Outcome.NoDrawing();
        }
        Design before = open.get();
        Design after = changed(before, edit);
        if (after.equals(before)) {
            return new Outcome.Changed(List.of());
        }
        drawing.edit(EditName.of(word(edit), edit.name()), now -> changed(now, edit));
        return new Outcome.Changed(differing(before, after));
    }

    private static String word(MemberEdit edit) {
        return switch (edit) {
            case MemberEdit.Removed _ -> "member-removed";
            case MemberEdit.Renamed _ -> "member-renamed";
            case MemberEdit.Nominated _ -> "member-nominated";
        };
    }

    private static Design changed(Design design, MemberEdit edit) {
        Optional<Node> found = drawn(design, edit);
        if (found.isEmpty()) {
            return design;
        }
        Node node = found.get();
        return switch (edit) {
            case MemberEdit.Removed _ -> Removal.of(design, List.of(node.id()));
            case MemberEdit.Renamed(_, _, _, var next) -> design.with(node.withName(next));
            case MemberEdit.Nominated _ -> nominated(design, node);
        };
    }

    /// By its id, or else by its name.
    private static Optional<Node> drawn(Design design, MemberEdit edit) {
        return design.nodes().stream()
                .filter(one -> one.id().text().equals(edit.node()))
                .findFirst()
                .or(() ->
                        design.nodes().stream()
                                .filter(one -> one.name().equals(edit.name()))
                                .findFirst());
    }

    private static Design nominated(Design design, Node admin) {
        Design changed = design;
        for (Node one : design.nodes()) {
            if (one.role() == NodeRole.ADMIN && !one.id().equals(admin.id())) {
                changed = changed.with(one.withRole(NodeRole.WORKER));
            }
        }
        return changed.with(admin.withRole(NodeRole.ADMIN));
    }

    private static List<String> differing(Design before, Design after) {
        return Stream.concat(
                        before.things().all().stream()
                                .filter(one -> after.find(one.id()).isEmpty()),
                        after.things().all().stream()
                                .filter(one -> !before.find(one.id()).equals(Optional.of(one))))
                .map(Drawn::called)
                .toList();
    }

    private Outcome draw(Heard heard, Set<String> wanted) {
        List<Node> come =
                heard.members().nodes().stream()
                        .filter(one -> wanted.contains(one.id().text()))
                        .toList();
        if (come.isEmpty()) {
            return new Outcome.NotThere();
        }
        Optional<Design> open = drawing.now().filter(one -> Drawn.belongs(one, heard.inForce()));
        if (open.isEmpty()) {
            return new Outcome.NoDrawing();
        }
        List<Node> fresh = lacking(open.get(), come);
        if (!fresh.isEmpty()) {
            drawing.edit(EditName.of("members"), before -> with(before, fresh));
        }
        return new Outcome.Drew(fresh.stream().map(Drawn::called).toList());
    }

    private static List<Node> lacking(Design drawing, List<Node> members) {
        Set<String> drawn = new HashSet<>();
        drawing.nodes()
                .forEach(one -> {
                    drawn.add(one.id().text());
                    drawn.add(one.name());
                });
        return members.stream()
                .filter(one -> !drawn.contains(one.id().text()) && !drawn.contains(one.name()))
                .toList();
    }

    /// An id that something else has is not taken from it.
    private static Design with(Design before, List<Node> fresh) {
        Design with = before;
        for (Node one : fresh) {
            with = with.with(one.withId(with.freeId(one.id().text())));
        }
        return Drawn.placed(before, with);
    }
}
