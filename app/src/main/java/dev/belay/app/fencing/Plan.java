package dev.belay.app.fencing;

import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import java.util.List;
import java.util.Optional;

/// A change of the fence devices of a design, thought out to the end.
///
/// @param seen the cluster on which it is based
/// @param change what is done with the device
/// @param former the device before; empty for a new one
/// @param device as it is to be; the one that goes, when it is removed
/// @param changed the design that is to be in force
record Plan(
        Seen seen,
        FenceForm.Change change,
        Optional<FenceDevice> former,
        FenceDevice device,
        Design changed) {

    /// Whether two designs say the same.
    static boolean same(Design one, Design other) {
        return one.equals(other) || DesignFormat.write(one).equals(DesignFormat.write(other));
    }

    /// Whether the design in force is another one.
    boolean changesDesign() {
        return !same(seen.design(), changed);
    }

    boolean isRemoval() {
        return change == FenceForm.Change.REMOVE;
    }

    /// Whether lost nodes are to be fenced.
    boolean isAutomatic() {
        return changed.cluster().fencing();
    }

    /// Whether that is another word than before.
    boolean changesAutomatic() {
        return isAutomatic() != seen.design().cluster().fencing();
    }

    /// Nodes that it stops, in the order of the design.
    List<Node> targets() {
        return changed.nodes().stream()
                .filter(node -> device.targets().contains(node.id()))
                .toList();
    }

    /// How people call the cluster.
    String cluster() {
        return changed.cluster().name();
    }
}
