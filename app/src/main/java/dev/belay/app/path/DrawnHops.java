package dev.belay.app.path;

import dev.belay.app.path.Why.Lack;
import dev.belay.model.check.Place;
import dev.belay.model.check.Problem;
import dev.belay.model.check.ProblemCode;
import dev.belay.model.preflight.Hop.State;
import dev.belay.model.preflight.Hop.Step;
import dev.belay.model.status.Severity;
import dev.belay.model.thing.Thing;
import dev.belay.model.value.Cidr;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a drawing alone says of the hops: that it lacks one, or that a check speaks against it.
///
/// @param problems of the whole design; only those that are about this way count
record DrawnHops(DrawnWay way, List<Problem> problems) {

    /// The steps of a way; without a gateway clients are in the VPC.
    static Set<Step> steps(DrawnWay way) {
        return way.isBeyondVpc()
                ? EnumSet.allOf(Step.class)
                : EnumSet.of(Step.VPC_TO_INTERFACE, Step.INTERFACE_TO_NODE);
    }

    /// What is against a hop, or in doubt; empty for nothing.
    Optional<Why> why(Step step) {
        return lack(step).<Why>map(Why.Missing::new).or(() -> problem(step).map(Why.Checked::new));
    }

    static State state(Why why) {
        return switch (why) {
            case Why.Missing(Lack lack) -> lack.isBreak() ? State.BROKEN : State.UNKNOWN;
            case Why.Checked(Problem problem) ->
                    problem.severity() == Severity.ERROR
                                    && problem.code() != ProblemCode.INTERFACE_MISSING
                            ? State.BROKEN
                            : State.UNKNOWN;
            case Why.Proven _ -> State.PROVEN;
            case Why.Answered _, Why.AsDrawn _, Why.Elsewhere _ -> State.UNKNOWN;
        };
    }

    private Optional<Lack> lack(Step step) {
        return switch (step) {
            case SITE_TO_LINE -> line().or(this::site).or(this::vipInSite);
            case LINE_TO_TRANSIT -> line().or(this::association);
            case TRANSIT_TO_VPC -> when(!way.isVpcAt(), Lack.ATTACHMENT);
            case VPC_TO_INTERFACE -> when(way.entry().isEmpty(), Lack.TABLE);
            case INTERFACE_TO_NODE -> when(way.node().isEmpty(), Lack.NODE);
            case NODE_TO_TRANSIT ->
                    when(way.node().isEmpty(), Lack.NODE)
                            .or(() -> when(way.home().isEmpty(), Lack.TABLE))
                            .or(() -> when(!way.isVpcAt(), Lack.ATTACHMENT));
            case TRANSIT_TO_LINE -> line().or(this::association);
            case LINE_TO_SITE -> line().or(this::site);
        };
    }

    private static Optional<Lack> when(boolean isSo, Lack lack) {
        return isSo ? Optional.of(lack) : Optional.empty();
    }

    private Optional<Lack> line() {
        return when(way.line().isEmpty(), Lack.LINE);
    }

    private Optional<Lack> site() {
        return when(way.site().isEmpty(), Lack.SITE);
    }

    private Optional<Lack> association() {
        return when(!way.isLineAt(), Lack.ASSOCIATION);
    }

    private Optional<Lack> vipInSite() {
        boolean isIn =
                way.vip().address().stream()
                        .anyMatch(address ->
                                way.site().stream()
                                        .flatMap(site -> site.cidrs().stream())
                                        .anyMatch(cidr -> cidr.contains(address)));
        return when(isIn, Lack.VIP_IN_SITE);
    }

    private Optional<Problem> problem(Step step) {
        return problems.stream().filter(problem -> isAbout(step, problem)).findFirst();
    }

    private boolean isAbout(Step step, Problem problem) {
        return switch (step) {
            case SITE_TO_LINE ->
                    is(problem, ProblemCode.PREFIX_NOT_ALLOWED, way.line(), address(true));
            case TRANSIT_TO_VPC ->
                    is(problem, ProblemCode.TRANSIT_ROUTE_MISSING, way.transit(), address(false));
            case VPC_TO_INTERFACE ->
                    is(problem, ProblemCode.VIP_IN_VPC, Optional.of(way.vip()), address(false))
                            || is(
                                    problem,
                                    ProblemCode.VIP_WITHOUT_TABLE,
                                    Optional.of(way.vip()),
                                    address(false))
                            || is(
                                    problem,
                                    ProblemCode.VIP_ROUTE_MISSING,
                                    way.entry(),
                                    address(true));
            case INTERFACE_TO_NODE ->
                    is(problem, ProblemCode.CHECK_IS_ON, way.node(), address(false))
                            || is(
                                    problem,
                                    ProblemCode.INTERFACE_MISSING,
                                    way.node(),
                                    address(false));
            case NODE_TO_TRANSIT ->
                    is(problem, ProblemCode.RETURN_ROUTE_MISSING, way.home(), "")
                            || is(problem, ProblemCode.SITE_OVERLAPS_VPC, way.site(), "");
            case TRANSIT_TO_LINE ->
                    is(problem, ProblemCode.TRANSIT_DEFAULTS_OFF, way.transit(), "");
            case LINE_TO_TRANSIT, LINE_TO_SITE -> false;
        };
    }

    /// @param arg that the problem has to name; empty for none
    private static boolean is(
            Problem problem, ProblemCode code, Optional<? extends Thing> at, String arg) {
        return problem.code() == code
                && at.isPresent()
                && problem.place() instanceof Place.AtThing place
                && place.id().equals(at.get().id())
                && (arg.isEmpty() || problem.args().contains(arg));
    }

    /// As problems write it.
    ///
    /// @param isRoute as the destination of a route
    private String address(boolean isRoute) {
        return way.vip()
                .address()
                .map(one -> isRoute ? Cidr.of(one).toString() : one.toString())
                .orElse("?");
    }
}
