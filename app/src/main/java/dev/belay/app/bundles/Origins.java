package dev.belay.app.bundles;

import dev.belay.model.bundle.BundleManifest;
import dev.belay.model.content.ContentName;
import dev.belay.model.design.Design;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which designs the drawing came out of, so that a bundle of it can say so: what was imported,
/// merged and exported in this window. A merge that is undone does not count, and counts again when
/// it is done again. Confined to the UI thread.
final class Origins {

    /// One merge.
    private static final class Merge {
        private final Design before;
        private final Design after;
        private final List<ContentName> names;
        private boolean isDone = true;

        Merge(Design before, Design after, List<ContentName> names) {
            this.before = before;
            this.after = after;
            this.names = names;
        }
    }

    private final List<Merge> merges = new ArrayList<>();
    private final List<ContentName> others = new ArrayList<>();

    Origins(Drawing drawing) {
        drawing.design()
                .subscribe(design -> {
                    if (design == null || drawing.wasOpened()) {
                        merges.clear();
                        others.clear();
                    } else {
                        follow(design);
                    }
                });
    }

    private void follow(Design now) {
        for (Merge merge : merges) {
            if (merge.before.equals(now)) {
                merge.isDone = false;
            } else if (merge.after.equals(now)) {
                merge.isDone = true;
            }
        }
    }

    /// The drawing came out of that design, whatever is done to it.
    void add(List<ContentName> names) {
        others.addAll(0, names);
    }

    /// One step of the drawing took others in.
    void merged(Design before, Design after, List<ContentName> names) {
        List<ContentName> all = new ArrayList<>(names);
        all.add(1, BundleManifest.nameOf(before));
        merges.add(new Merge(before, after, all));
    }

    /// What a bundle of this design has to name, the nearest first; never the design itself.
    List<ContentName> of(Design design) {
        Set<ContentName> all = new LinkedHashSet<>();
        merges.reversed().stream().filter(one -> one.isDone).forEach(one -> all.addAll(one.names));
        all.addAll(others);
        all.remove(BundleManifest.nameOf(design));
        return List.copyOf(all);
    }
}
