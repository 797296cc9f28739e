package dev.belay.model.bundle;

import java.util.List;

/// A bundle that is refused, with every reason that was found before it was given up.
public final class BundleException extends Exception {

    private final List<BundleProblem> problems;

    public BundleException(List<BundleProblem> problems) {
        super(problems.getFirst().toString());
        this.problems = List.copyOf(problems);
    }

    public BundleException(BundleCode code, String... args) {
        this(List.of(BundleProblem.of(code, args)));
    }

    /// At least one.
    public List<BundleProblem> problems() {
        return problems;
    }
}
