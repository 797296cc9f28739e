package dev.belay.app.topology;

import dev.belay.app.overlay.OverlayModel;
import dev.belay.app.topology.Drawing.Wire;
import dev.belay.model.design.Design;
import dev.belay.model.network.Link;
import dev.belay.model.plan.Difference;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which parts of a drawing are hatched, and for which difference from the design in force.
final class Hatches {

    private final OverlayModel model;
    private final Map<String, Thing> things;
    private final Map<String, Difference> found = new HashMap<>();

    private Hatches(OverlayModel model, Map<String, Thing> things) {
        this.model = model;
        this.things = things;
    }

    /// @param things that the parts of the drawing stand for
    /// @param design that is drawn
    /// @param before the drawing of the design in force
    static Map<String, Difference> of(
            OverlayModel model,
            Map<String, Thing> things,
            Drawing drawing,
            Design design,
            Drawing before) {
        Hatches hatches = new Hatches(model, things);
        things.forEach((id, thing) ->
                model.hatched(thing.id()).ifPresent(one -> hatches.found.put(id, one)));
        hatches.wires(drawing, design, before);
        return Map.copyOf(hatches.found);
    }

    /// Lines that are only drawn, and those whose link is another.
    private void wires(Drawing drawing, Design design, Drawing before) {
        Set<String> known = new HashSet<>();
        before.wires().forEach(one -> known.add(one.id()));
        Map<String, Difference> links = new HashMap<>();
        for (Link link : design.links()) {
            model.hatched(link.id())
                    .ifPresent(one ->
                            links.putIfAbsent(
                                    DesignDrawing.wireId(link.from().text(), link.to().text()),
                                    one));
        }
        for (Wire wire : drawing.wires()) {
            String id = DesignDrawing.wireId(subject(wire.from()), subject(wire.to()));
            Optional.ofNullable(links.get(id))
                    .or(() -> known.contains(id) ? Optional.empty() : ofEnds(wire))
                    .ifPresent(one -> found.put(wire.id(), one));
        }
    }

    private Optional<Difference> ofEnds(Wire wire) {
        return Stream.of(wire.from(), wire.to())
                .flatMap(end -> ThingId.parse(subject(end)).good().stream())
                .flatMap(end -> model.hatched(end).stream())
                .findFirst();
    }

    private String subject(String id) {
        Thing thing = things.get(id);
        return thing == null ? id : thing.id().toString();
    }
}
