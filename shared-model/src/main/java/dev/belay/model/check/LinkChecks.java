package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.design.LinkRules;
import dev.belay.model.network.Link;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Links: that both ends are there, and that such a link exists.
final class LinkChecks {

    private LinkChecks() {}

    static void check(Design design, Findings findings) {
        Map<List<Object>, Link> seen = new HashMap<>();
        for (Link link : design.links()) {
            Place place = new Place.AtLink(link.id());
            Fix remove = new ThingFix.RemoveLink(link.id());
            Optional<Thing> from = design.find(link.from());
            Optional<Thing> to = design.find(link.to());
            Optional<ThingId> missing =
                    Stream.of(link.from(), link.to())
                            .filter(end -> design.find(end).isEmpty())
                            .findFirst();
            List<ThingId> ends = Stream.of(link.from(), link.to()).sorted().toList();
            Link first = seen.putIfAbsent(List.of(link.kind(), ends), link);
            if (missing.isPresent()) {
                findings.add(
                        Problem.of(
                                        ProblemCode.LINK_END_MISSING,
                                        place,
                                        link.id().text(),
                                        missing.get().text())
                                .withFix(remove));
            } else if (link.from().equals(link.to())
                    || !LinkRules.allows(
                            link.kind(), from.orElseThrow().kind(), to.orElseThrow().kind())) {
                findings.add(
                        Problem.of(
                                        ProblemCode.ILLEGAL_LINK,
                                        place,
                                        link.id().text(),
                                        from.orElseThrow().kind().code(),
                                        to.orElseThrow().kind().code())
                                .withFix(remove));
            } else if (first != null) {
                findings.add(
                        Problem.of(
                                        ProblemCode.DUPLICATE_LINK,
                                        place,
                                        first.id().text(),
                                        link.id().text())
                                .withFix(remove));
            }
        }
    }
}
