package dev.belay.model.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What one check found.
///
/// @param check which one
/// @param findings what is wrong, unknown or worth a look; none: it passed
/// @param evidence what was read, with ids; in no language
public record CheckResult(PreflightCheck check, List<Finding> findings, List<String> evidence) {

    public CheckResult {
        findings = List.copyOf(findings);
        evidence = List.copyOf(evidence);
    }

    /// The worst of its findings.
    public Outcome outcome() {
        return findings.stream()
                .map(Finding::outcome)
                .min(Comparator.naturalOrder())
                .orElse(Outcome.PASS);
    }

    /// Collects while a check looks.
    static final class Look {
        private final PreflightCheck check;
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> evidence = new ArrayList<>();

        Look(PreflightCheck check) {
            this.check = check;
        }

        void saw(String fact) {
            if (!evidence.contains(fact)) {
                evidence.add(fact);
            }
        }

        void fail(Cause cause, String subject, String... args) {
            add(
                    new Finding(
                            cause,
                            Outcome.FAIL,
                            subject,
                            List.of(args),
                            Optional.empty(),
                            Optional.empty()));
        }

        void fail(Change change, Cause cause, String subject, String... args) {
            add(
                    new Finding(
                            cause,
                            Outcome.FAIL,
                            subject,
                            List.of(args),
                            Optional.of(change),
                            Optional.empty()));
        }

        void fail(Optional<Change> change, Cause cause, String subject, String... args) {
            change.ifPresentOrElse(
                    it -> fail(it, cause, subject, args), () -> fail(cause, subject, args));
        }

        void warn(Cause cause, String subject, String... args) {
            add(
                    new Finding(
                            cause,
                            Outcome.WARN,
                            subject,
                            List.of(args),
                            Optional.empty(),
                            Optional.empty()));
        }

        /// What would have to be known was not given.
        ///
        /// @param ask the command to run; empty when no command says it
        void unknown(Cause cause, String subject, String ask, String... args) {
            add(
                    new Finding(
                            cause,
                            Outcome.UNKNOWN,
                            subject,
                            List.of(args),
                            Optional.empty(),
                            ask.isEmpty() ? Optional.empty() : Optional.of(ask)));
        }

        private void add(Finding finding) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }

        CheckResult done() {
            return new CheckResult(check, findings, evidence);
        }
    }
}
