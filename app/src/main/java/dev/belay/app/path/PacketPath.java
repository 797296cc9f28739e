package dev.belay.app.path;

import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.preflight.Finding;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Hop.State;
import dev.belay.model.preflight.Hop.Step;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.ThingId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way of a packet to a virtual IP and back, over the things of a drawing.
///
/// @param vip the virtual IP
/// @param isAnswered whether it is judged by what AWS answered; otherwise it is as drawn
/// @param hops in the order of the way; those of the answer after those of the request
public record PacketPath(VirtualIp vip, boolean isAnswered, List<PathHop> hops) {

    public PacketPath {
        hops = List.copyOf(hops);
    }

    /// What a path is made of.
    ///
    /// @param design what is drawn
    /// @param problems of that design
    /// @param answered what AWS's answers say of the virtual IP; empty when none were given
    /// @param bare the same of no answers at all: what to ask; empty when the design does not say
    ///   enough to ask
    /// @param active the node that holds the virtual IP; empty when nobody knows
    public record Facts(
            Design design,
            List<Problem> problems,
            Optional<Preflight> answered,
            Optional<Preflight> bare,
            Optional<ThingId> active) {
        public Facts {
            problems = List.copyOf(problems);
        }
    }

    public static PacketPath of(VirtualIp vip, Facts facts) {
        return new Maker(vip, facts).path();
    }

    /// The first hop that is broken.
    public Optional<PathHop> broken() {
        return hops.stream().filter(PathHop::isBroken).findFirst();
    }

    public int count(State state) {
        return (int) hops.stream().filter(hop -> hop.state() == state).count();
    }

    /// All that it goes through.
    public Set<ThingId> things() {
        Set<ThingId> all = new LinkedHashSet<>();
        hops.forEach(hop -> all.addAll(hop.stops()));
        all.add(vip.id());
        return all;
    }

    private record Judged(State state, Why why) {}

    private record Maker(VirtualIp vip, Facts facts) {

        PacketPath path() {
            Optional<ThingId> answeredNode = answeredNode();
            DrawnWay way = DrawnWay.of(facts.design(), vip, facts.active().or(() -> answeredNode));
            Map<Step, Judged> judged = judged(way, answeredNode);
            DrawnWay shown = byTable(judged).map(way::by).orElse(way);
            List<PathHop> hops = new ArrayList<>();
            boolean isBroken = false;
            for (Map.Entry<Step, Judged> one : judged.entrySet()) {
                State state = one.getValue().state();
                hops.add(
                        new PathHop(
                                hops.size() + 1,
                                one.getKey(),
                                stops(one.getKey(), shown),
                                state,
                                one.getValue().why(),
                                isBroken));
                isBroken |= state == State.BROKEN;
            }
            return new PacketPath(vip, facts.answered().isPresent(), hops);
        }

        private Map<Step, Judged> judged(DrawnWay way, Optional<ThingId> answeredNode) {
            Map<Step, Judged> judged = new EnumMap<>(Step.class);
            if (facts.answered().isEmpty()) {
                DrawnHops drawn = new DrawnHops(way, facts.problems());
                for (Step step : DrawnHops.steps(way)) {
                    Why why = drawn.why(step).orElseGet(() -> new Why.AsDrawn(ask(step)));
                    judged.put(step, new Judged(DrawnHops.state(why), why));
                }
                return judged;
            }
            Optional<String> moved =
                    answeredNode
                            .filter(id -> facts.active().filter(at -> !at.equals(id)).isPresent())
                            .map(this::name);
            for (Hop hop : facts.answered().get().path()) {
                judged.put(hop.step(), judged(hop, moved));
            }
            return judged;
        }

        /// What was answered of another node says nothing about the active one.
        private Judged judged(Hop hop, Optional<String> moved) {
            boolean isOfNode =
                    (hop.step() == Step.VPC_TO_INTERFACE && hop.state() != State.BROKEN)
                            || hop.step() == Step.INTERFACE_TO_NODE
                            || hop.step() == Step.NODE_TO_TRANSIT;
            if (moved.isPresent() && isOfNode) {
                String active = facts.active().map(this::name).orElse("");
                return new Judged(
                        State.UNKNOWN,
                        new Why.Elsewhere(moved.get(), active, ask(Step.VPC_TO_INTERFACE)));
            }
            Why why = hop.reason().<Why>map(Why.Answered::new).orElseGet(Why.Proven::new);
            return new Judged(hop.state(), why);
        }

        /// The node that the answers lead to.
        private Optional<ThingId> answeredNode() {
            return facts.answered().stream()
                    .flatMap(one -> one.path().stream())
                    .filter(hop -> hop.step() == Step.INTERFACE_TO_NODE)
                    .flatMap(hop -> ThingId.parse(hop.to()).good().stream())
                    .filter(id -> facts.design().find(id, Node.class).isPresent())
                    .findFirst();
        }

        private String name(ThingId id) {
            return facts.design().find(id).map(Thing::name).orElse(id.toString());
        }

        private Optional<String> ask(Step step) {
            return facts.bare().stream()
                    .flatMap(one -> one.path().stream())
                    .filter(hop -> hop.step() == step)
                    .flatMap(hop -> hop.reason().stream())
                    .flatMap(reason -> reason.finding().ask().stream())
                    .findFirst();
        }

        /// The route table that what breaks the way is about.
        private static Optional<String> byTable(Map<Step, Judged> judged) {
            return Stream.ofNullable(judged.get(Step.VPC_TO_INTERFACE))
                    .map(Judged::why)
                    .flatMap(why ->
                            why instanceof Why.Answered(Hop.Reason reason)
                                    ? Stream.of(reason.finding())
                                    : Stream.<Finding>empty())
                    .map(Finding::subject)
                    .findFirst();
        }

        private static List<ThingId> stops(Step step, DrawnWay way) {
            Stream<Optional<? extends Thing>> things =
                    switch (step) {
                        case SITE_TO_LINE -> Stream.of(way.site(), way.line());
                        case LINE_TO_TRANSIT -> Stream.of(way.line(), way.transit());
                        case TRANSIT_TO_VPC -> Stream.of(way.transit(), way.vpc());
                        case VPC_TO_INTERFACE -> Stream.of(way.vpc(), way.entry());
                        case INTERFACE_TO_NODE -> Stream.of(way.entry(), way.node());
                        case NODE_TO_TRANSIT -> Stream.of(way.node(), way.home(), way.transit());
                        case TRANSIT_TO_LINE -> Stream.of(way.transit(), way.line());
                        case LINE_TO_SITE -> Stream.of(way.line(), way.site());
                    };
            return things.flatMap(one -> one.map(Thing::id).stream()).toList();
        }
    }
}
