package dev.belay.agent.tenure;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Packed;
import dev.belay.agent.core.lease.Terms;
import dev.belay.api.ApiError;
import dev.belay.model.check.DesignChecks;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.status.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A design that may be put in force: it can be read, has no errors, and its timing is safe. Pure.
///
/// @param text as it is written
record SoundDesign(Design design, String text) {

    /// Reads one; refused with what is wrong.
    static Outcome<SoundDesign> of(String text) {
        Design design;
        switch (DesignFormat.read(text)) {
            case Reading.Refused(var problems) -> {
                return refused("design-unreadable", "a design that can be read", problems);
            }
            case Reading.Read(var read, _) -> design = read;
        }
        List<Problem> errors =
                DesignChecks.check(design).stream()
                        .filter(one -> one.severity() == Severity.ERROR)
                        .toList();
        if (!errors.isEmpty()) {
            return refused("design-wrong", "a design without errors", errors);
        }
        Optional<String> weakness = Terms.of(design.cluster().timing(), Tenures.LINGER).weakness();
        if (weakness.isPresent()) {
            return new Outcome.Refused<>(
                    new ApiError(
                            "timing-unsafe",
                            "a timing profile that keeps two nodes from being active",
                            weakness.get(),
                            "take one of the profiles default, fast, extreme or patient"));
        }
        String written = DesignFormat.write(design);
        int size = written.getBytes(StandardCharsets.UTF_8).length;
        return size <= Packed.MOST_BYTES
                ? new Outcome.Done<>(new SoundDesign(design, written))
                : new Outcome.Refused<>(
                        new ApiError(
                                "design-too-large",
                                "a design of at most " + Packed.MOST_BYTES + " bytes",
                                size + " bytes",
                                "shorten its notes, or draw two clusters"));
    }

    private static Outcome<SoundDesign> refused(
            String code, String wanted, List<Problem> problems) {
        String first = problems.getFirst().sentence(Locale.ENGLISH);
        String found =
                problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
        return new Outcome.Refused<>(
                new ApiError(
                        code, wanted, found, "mend it: 'belay apply DESIGN' names all of them"));
    }
}
