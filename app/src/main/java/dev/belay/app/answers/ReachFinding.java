package dev.belay.app.answers;

import dev.belay.api.ApiError;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Node;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// What members say that they reach of the cloud and may do there, as a finding of a wizard. They
/// try what the design in force wants: of what comes with the wizard alone, nothing.
public final class ReachFinding {

    private static final String COMMAND = "belay cloud reach";
    private static final Set<Result> BAD = EnumSet.of(Result.REFUSED_BY_PROXY, Result.DENIED);
    private static final Set<Result> OPEN = EnumSet.of(Result.UNKNOWN, Result.NOT_PROVEN);

    private final Texts texts;

    public ReachFinding(Texts texts) {
        this.texts = texts.beside(ReachFinding.class);
    }

    /// One that is about an address, not a permission.
    public static boolean isEndpoint(Probe probe) {
        return probe.target().startsWith("http");
    }

    /// What they say.
    ///
    /// @param about which of what was tried it is about
    /// @param otherwise where no member tried any of that
    public Finding of(CloudReach reach, Predicate<Probe> about, Finding otherwise) {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Node node : reach.nodes()) {
            if (!node.answered()) {
                open.add(node.node() + ": " + texts.get("reach.silent"));
            }
            node.probes().stream()
                    .filter(about)
                    .forEach(one ->
                            (BAD.contains(one.result())
                                            ? bad
                                            : OPEN.contains(one.result()) ? open : good)
                                    .add(line(node, one)));
        }
        boolean isTried =
                reach.nodes().stream().flatMap(one -> one.probes().stream()).anyMatch(about);
        if (!isTried) {
            return otherwise;
        }
        if (!bad.isEmpty()) {
            return Finding.fail(error("reach-refused", bad, "reach.refused.advice"), COMMAND, "");
        }
        return open.isEmpty()
                ? Finding.pass(String.join("; ", good), "")
                : Finding.unknown(error("reach-unknown", open, "reach.unknown.advice"), COMMAND, "")
                        .reading(String.join("; ", good));
    }

    private String line(Node node, Probe probe) {
        boolean isGood = !BAD.contains(probe.result()) && !OPEN.contains(probe.result());
        String said =
                "%s: %s %s".formatted(node.node(), probe.target(), texts.get(key(probe.result())));
        return isGood || probe.evidence().isEmpty() ? said : said + " (" + probe.evidence() + ")";
    }

    private static String key(Result result) {
        return "reach." + result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ApiError error(String code, List<String> found, String advice) {
        return new ApiError(code, "", String.join("\n", found), texts.get(advice));
    }
}
