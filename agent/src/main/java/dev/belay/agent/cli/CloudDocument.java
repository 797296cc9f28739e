package dev.belay.agent.cli;

import dev.belay.model.preflight.CheckResult;
import dev.belay.model.preflight.Finding;
import dev.belay.model.preflight.Hop;
import dev.belay.model.preflight.Outcome;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.PreflightText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A preflight as a document.
///
/// @param outcome the worst of its checks: `pass`, `warn`, `unknown` or `fail`
/// @param missing commands whose answers are missing
/// @param commands what mends what failed, as commands of the AWS CLI
record CloudDocument(
        String virtualIp,
        String vpc,
        String outcome,
        int pass,
        int warn,
        int fail,
        int unknown,
        List<Check> checks,
        List<Step> path,
        List<String> missing,
        List<String> commands) {

    /// One check.
    ///
    /// @param id stable, as in `docs/reference/cloud-preflight.md`
    record Check(
            String id,
            String group,
            String title,
            String outcome,
            List<String> evidence,
            List<Found> findings) {}

    /// One finding.
    ///
    /// @param subject id of the AWS resource
    /// @param command whose answer is missing; null unless unknown
    record Found(
            String cause,
            String outcome,
            String subject,
            String sentence,
            String advice,
            @Nullable String command) {}

    /// One hop.
    ///
    /// @param check that says what is in the way; null when it is proven
    /// @param reason in words; null when it is proven
    record Step(
            String step,
            String from,
            String to,
            String state,
            @Nullable String check,
            @Nullable String reason) {}

    static CloudDocument of(Preflight preflight, Locale locale) {
        PreflightText words = PreflightText.of(locale);
        return new CloudDocument(
                preflight.wanted().vip().toString(),
                preflight.wanted().vpcId(),
                word(preflight.outcome()),
                preflight.count(Outcome.PASS),
                preflight.count(Outcome.WARN),
                preflight.count(Outcome.FAIL),
                preflight.count(Outcome.UNKNOWN),
                preflight.results().stream().map(one -> check(one, words)).toList(),
                path(preflight, words),
                preflight.asks(),
                preflight.changes().commands());
    }

    static List<Step> path(Preflight preflight, PreflightText words) {
        return preflight.path().stream().map(hop -> step(hop, words)).toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Check check(CheckResult one, PreflightText words) {
        return new Check(
                one.check().id(),
                word(one.check().group()),
                words.title(one.check()),
                word(one.outcome()),
                one.evidence(),
                one.findings().stream().map(finding -> found(finding, words)).toList());
    }

    private static Found found(Finding one, PreflightText words) {
        return new Found(
                word(one.cause()),
                word(one.outcome()),
                one.subject(),
                words.sentence(one),
                words.advice(one),
                one.ask().orElse(null));
    }

    private static Step step(Hop hop, PreflightText words) {
        return new Step(
                word(hop.step()),
                hop.from(),
                hop.to(),
                word(hop.state()),
                hop.reason().map(reason -> reason.check().id()).orElse(null),
                hop.reason().map(reason -> words.sentence(reason.finding())).orElse(null));
    }
}
