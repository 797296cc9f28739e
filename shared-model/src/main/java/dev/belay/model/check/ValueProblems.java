package dev.belay.model.check;

import dev.belay.model.value.ValueFault;

/// Which problem a broken rule of a typed value is.
public final class ValueProblems {

    private ValueProblems() {}

    public static ProblemCode codeOf(ValueFault fault) {
        return switch (fault) {
            case ID -> ProblemCode.BAD_ID;
            case ADDRESS -> ProblemCode.BAD_ADDRESS;
            case CIDR -> ProblemCode.BAD_CIDR;
            case CIDR_HOST_BITS -> ProblemCode.CIDR_HOST_BITS;
            case PORT -> ProblemCode.BAD_PORT;
            case HOST_NAME -> ProblemCode.BAD_HOST_NAME;
            case DURATION -> ProblemCode.BAD_DURATION;
        };
    }
}
