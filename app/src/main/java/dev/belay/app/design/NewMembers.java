package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.app.wizard.WizardModel;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.node.Node;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Draws members that have come, in the open drawing of their cluster. Confined to the UI thread;
/// the cluster is asked in the background.
///
/// @param port of the cluster that is looked at
public record NewMembers(DesignPort port, Drawing drawing, WizardModel.Ports ports) {

    /// What came of it.
    public sealed interface Outcome {
        /// Names of those that are drawn now and were not before.
        record Drew(List<String> names) implements Outcome {}

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
