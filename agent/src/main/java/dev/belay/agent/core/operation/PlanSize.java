package dev.belay.agent.core.operation;

import dev.belay.agent.core.cluster.Operation;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.api.ApiError;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.plan.Blend;
import dev.belay.model.plan.PlannedStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Whether the log can hold a plan: all is looked at before it begins, for a step that is refused
/// half-way could be taken back only by steps that are no smaller. Pure.
public final class PlanSize {

    /// Things, links and sets that may differ; more than a design of the longest text has by hand.
    static final int MOST_PARTS = 2_000;

    /// All steps together, without the designs.
    static final int MOST_STEPS_BYTES = 64 * 1024;

    /// What a step has besides its words.
    private static final int STEP_BYTES = 150;

    /// Quotes and a comma.
    private static final int WORD_BYTES = 3;

    /// No text as short gets too long when it is packed.
    private static final int SURELY_SHORT = Packed.MOST_DESIGN_BYTES / 2;

    private PlanSize() {}

    /// Why no plan is to be made of two designs; looks at how much there is, before it is put in
    /// order.
    public static Optional<ApiError> objection(Design base, Design wanted) {
        int parts = Blend.differing(base, wanted).size();
        return parts <= MOST_PARTS
                ? Optional.empty()
                : tooLarge("at most " + MOST_PARTS + " differences", parts + " differences");
    }

    /// Why the steps of a plan cannot all be written down.
    public static Optional<ApiError> objection(List<PlannedStep> planned) {
        int bytes = OperationDesigns.steps(planned).stream().mapToInt(PlanSize::bytes).sum();
        if (bytes > MOST_STEPS_BYTES) {
            return tooLarge("steps of at most " + MOST_STEPS_BYTES + " bytes", bytes + " bytes");
        }
        return planned.stream().flatMap(one -> objection(one).stream()).findFirst();
    }

    private static int bytes(Operation.Step step) {
        int words = step.code().length();
        for (String one : step.subjects()) {
            words += bytes(one) + WORD_BYTES;
        }
        for (String one : step.parts()) {
            words += bytes(one) + WORD_BYTES;
        }
        return words + STEP_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<ApiError> objection(PlannedStep step) {
        String text = DesignFormat.write(step.after());
        int bytes = bytes(text);
        if (bytes <= SURELY_SHORT) {
            return Optional.empty();
        }
        if (bytes > Packed.MOST_BYTES) {
            return tooLarge(
                    "a design of at most "
                            + Packed.MOST_BYTES
                            + " bytes after step "
                            + step.number(),
                    bytes + " bytes");
        }
        int packed = bytes(Packed.pack(text));
        return packed <= Packed.MOST_DESIGN_BYTES
                ? Optional.empty()
                : tooLarge(
                        "a design of at most %d bytes in the log after step %d"
                                .formatted(Packed.MOST_DESIGN_BYTES, step.number()),
                        packed + " bytes");
    }

    private static Optional<ApiError> tooLarge(String wanted, String found) {
        return Optional.of(
                new ApiError(
                        "design-too-large",
                        wanted,
                        found,
                        "shorten its notes, draw two clusters, or apply less at a time"));
    }
}
