package dev.belay.app.answers;

import dev.belay.api.ApiError;
import dev.belay.api.CloudReach;
import dev.belay.api.CloudReach.Node;
import dev.belay.api.CloudReach.Probe;
import dev.belay.api.CloudReach.Result;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import dev.belay.reach.AgentException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What members say that they reach of the cloud and may do there, as findings of a wizard. They
/// try what the design in force wants: of what comes with the wizard alone, nothing. Checks that
/// ask at the same time share one answer, for which each member calls the cloud once.
public final class NodeReach {

    private static final String COMMAND = "belay cloud reach";
    private static final Set<Result> BAD = EnumSet.of(Result.REFUSED_BY_PROXY, Result.DENIED);
    private static final Set<Result> OPEN = EnumSet.of(Result.UNKNOWN, Result.NOT_PROVEN);

    /// Asks the members; blocks for some seconds.
    @FunctionalInterface
    public interface Source {
        CloudReach ask() throws AgentException;
    }

    private final Texts texts;
    private final Source source;
    private @Nullable FutureTask<CloudReach> underWay;

    public NodeReach(Texts texts, Source source) {
        this.texts = texts.beside(NodeReach.class);
        this.source = source;
    }

    /// One that is about an address, not a permission.
    public static boolean isEndpoint(Probe probe) {
        return probe.target().startsWith("http");
    }

    /// What they say; blocks for some seconds.
    ///
    /// @param about which of what was tried it is about
    /// @param otherwise where no member tried any of that, or nobody said so
    public Finding of(Predicate<Probe> about, Finding otherwise) {
        Optional<CloudReach> said = ask();
        return said.isPresent() ? judged(said.get(), about, otherwise) : otherwise;
    }

    /// Empty where the cluster did not say: nothing is known then, and nothing is wrong.
    private Optional<CloudReach> ask() {
        FutureTask<CloudReach> question = new FutureTask<>(source::ask);
        FutureTask<CloudReach> asked;
        synchronized (this) {
            underWay = underWay == null ? question : underWay;
            asked = underWay;
        }
        if (asked.equals(question)) {
            asked.run();
            synchronized (this) {
                underWay = null;
            }
        }
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AgentException) {
                return Optional.empty();
            }
            throw new IllegalStateException("a fault in the question", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Finding judged(CloudReach reach, Predicate<Probe> about, Finding otherwise) {
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
