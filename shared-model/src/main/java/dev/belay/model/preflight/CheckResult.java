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
            fail(Optional.empty(), cause, subject, args);
        }

        void fail(Change change, Cause cause, String subject, String... args) {
            fail(Optional.of(change), cause, subject, args);
        }

        void fail(Optional<Change> change, Cause cause, String subject, String... args) {
            add(Outcome.FAIL, cause, subject, args, change, Optional.empty());
        }

        void warn(Cause cause, String subject, String... args) {
            add(Outcome.WARN, cause, subject, args, Optional.empty(), Optional.empty());
        }

        /// What would have to be known was not given.
        ///
        /// @param ask the command to run; empty when no command says it
        void unknown(Cause cause, String subject, String ask, String... args) {
            add(
                    Outcome.UNKNOWN,
                    cause,
                    subject,
                    args,
                    Optional.empty(),
                    ask.isEmpty() ? Optional.empty() : Optional.of(ask));
        }

        private void add(
                Outcome outcome,
                Cause cause,
                String subject,
                String[] args,
                Optional<Change> change,
                Optional<String> ask) {
            var finding = new Finding(cause, outcome, subject, List.of(args), change, ask);
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }

        CheckResult done() {
            return new CheckResult(check, findings, evidence);
        }
    }
}
