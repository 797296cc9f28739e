package dev.belay.model.whatif;

import dev.belay.model.design.Design;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All single and double faults of a design: what each would cost.
///
/// @param faults single faults that were tried
/// @param predictions how many were made
/// @param weak those that lose services, singles first; a pair stands for what neither of the two
///   loses alone
public record Sweep(int faults, int predictions, List<Weak> weak) {

    private static final List<ThingKind> CONTAINERS =
            List.of(ThingKind.SITE, ThingKind.VPC, ThingKind.ZONE, ThingKind.SUBNET);

    public Sweep {
        weak = List.copyOf(weak);
    }

    /// One or two faults that lose services.
    ///
    /// @param quorate whether the majority is left
    public record Weak(List<Fault> faults, List<ThingId> lost, boolean quorate) {

        public Weak {
            faults = List.copyOf(faults);
            lost = List.copyOf(lost);
        }

        public boolean isSingle() {
            return faults.size() == 1;
        }
    }

    /// Told of each prediction.
    public interface Watch {

        /// One more is made; says whether to go on.
        boolean predicted(int done, int total);
    }

    /// Tries them all: each node, each container that holds nodes, each drawn link between such.
    public static Sweep of(Design design) {
        return of(design, (done, total) -> true).orElseThrow();
    }

    /// The same, watched by somebody who may end it; empty when he did.
    public static Optional<Sweep> of(Design design, Watch watch) {
        WhatIf whatIf = WhatIf.of(design);
        List<Fault> faults = faults(design, whatIf);
        List<Weak> weak = new ArrayList<>();
        Map<Fault, Set<ThingId>> alone = new LinkedHashMap<>();
        int total = faults.size() * (faults.size() + 1) / 2;
        int predictions = 0;
        for (Fault fault : faults) {
            Prediction prediction = whatIf.predict(List.of(fault));
            predictions++;
            if (!watch.predicted(predictions, total)) {
                return Optional.empty();
            }
            alone.put(fault, new HashSet<>(prediction.lost()));
            if (!prediction.lost().isEmpty()) {
                weak.add(new Weak(List.of(fault), prediction.lost(), prediction.quorate()));
            }
        }
        for (int i = 0; i < faults.size(); i++) {
            for (int j = i + 1; j < faults.size(); j++) {
                List<Fault> both = List.of(faults.get(i), faults.get(j));
                Prediction prediction = whatIf.predict(both);
                predictions++;
                if (!watch.predicted(predictions, total)) {
                    return Optional.empty();
                }
                List<ThingId> more =
                        prediction.lost().stream()
                                .filter(service ->
                                        both.stream()
                                                .noneMatch(one ->
                                                        alone.getOrDefault(one, Set.of())
                                                                .contains(service)))
                                .toList();
                if (!more.isEmpty()) {
                    weak.add(new Weak(both, more, prediction.quorate()));
                }
            }
        }
        return Optional.of(new Sweep(faults.size(), predictions, weak));
    }

    /// Containers with the same nodes are one fault, told as the innermost.
    private static List<Fault> faults(Design design, WhatIf whatIf) {
        Map<Set<String>, Fault> downs = new LinkedHashMap<>();
        for (ThingId node : whatIf.nodes()) {
            downs.put(names(List.of(node)), new Fault.Down(node));
        }
        for (ThingKind kind : CONTAINERS.reversed()) {
            for (Thing thing : design.things().of(kind)) {
                List<ThingId> inside = whatIf.nodesIn(thing.id());
                if (!inside.isEmpty()) {
                    downs.putIfAbsent(names(inside), new Fault.Down(thing.id()));
                }
            }
        }
        Set<Fault> all = new LinkedHashSet<>(downs.values());
        for (var link : design.links()) {
            boolean connects =
                    Stream.of(link.from(), link.to())
                            .noneMatch(end -> whatIf.nodesIn(end).isEmpty());
            if (connects) {
                all.add(new Fault.Cut(link.from(), link.to()));
            }
        }
        return List.copyOf(all);
    }

    private static Set<String> names(List<ThingId> nodes) {
        Set<String> names = new TreeSet<>();
        nodes.forEach(one -> names.add(one.toString()));
        return names;
    }
}
