package dev.belay.agent.core.operation;

import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.OperationOrder;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.cluster.RemoteNode;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.plan.Blend;
import dev.belay.model.plan.Part;
import dev.belay.model.plan.Plan;
import dev.belay.model.plan.PlannedStep;
import dev.belay.model.thing.ThingKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The designs that an operation puts in force one after the other. Pure.
///
/// @param base the design that it began with
/// @param wanted what it is to become
public record OperationDesigns(Design base, Design wanted) {

    /// The steps of a plan as an operation has them.
    public static List<Operation.Step> steps(Plan plan) {
        return steps(plan.steps());
    }

    static List<Operation.Step> steps(List<PlannedStep> planned) {
        return planned.stream()
                .map(one ->
                        new Operation.Step(
                                one.step().code(),
                                one.step().subjects(),
                                one.step().parts().stream().map(Part::toString).toList(),
                                one.limit().toMillis(),
                                0,
                                0))
                .toList();
    }

    /// The design while so many steps are in force.
    ///
    /// @throws IllegalArgumentException when a step takes over something of a newer agent's
    public Design at(Operation operation, int position) {
        Set<Part> taken = new HashSet<>();
        for (Operation.Step step : operation.steps().subList(0, position)) {
            for (String part : step.parts()) {
                taken.add(
                        Part.parse(part)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "a part of a design was wanted, found '"
                                                        + part
                                                        + "': update this agent")));
            }
        }
        return Blend.of(base, wanted, taken);
    }

    /// The order that takes the next step, or takes the last one back.
    public OperationOrder.TakeStep take(Operation operation, long term, int to) {
        Design design = at(operation, to);
        return new OperationOrder.TakeStep(
                operation.number(),
                term,
                operation.position(),
                to,
                Packed.pack(DesignFormat.write(design)),
                design.things().of(ThingKind.SERVICE).stream()
                        .map(one -> one.id().toString())
                        .toList(),
                RemoteNode.of(design),
                design.cluster().timing());
    }
}
