package dev.belay.app.design;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.model.status.ClusterStatus;
import dev.belay.reach.AgentException;
import java.util.function.Supplier;

/// The cluster that a wizard was begun on: whoever looks at another one meanwhile, or resumes a
/// draft there, changes nothing of that one. Safe for use by several threads.
public final class Bound {
    private static final String OTHER = "wizard-of-another-cluster";

    private final Supplier<Language> language;
    private String cluster = "";

    /// Bound to none yet.
    ///
    /// @param language of refusals
    public Bound(Supplier<Language> language) {
        this.language = language;
    }

    /// Id of the cluster; empty before one was seen.
    public synchronized String cluster() {
        return cluster;
    }

    /// What a draft kept.
    public synchronized void take(String kept) {
        cluster = kept;
    }

    /// The first cluster that is seen is the one.
    ///
    /// @throws AgentException when it is another one
    public synchronized void see(ClusterStatus status) throws AgentException {
        if (cluster.isEmpty()) {
            cluster = status.clusterId();
        }
        if (!cluster.equals(status.clusterId())) {
            Texts texts = Texts.of(language.get(), Bound.class);
            throw AgentException.refused(
                    new ApiError(
                            OTHER,
                            texts.get("bound.wanted", cluster),
                            texts.get("bound.found", status.clusterId()),
                            texts.get("bound.advice")));
        }
    }

    /// Whether something was refused because another cluster is looked at.
    static boolean isOther(AgentException why) {
        return why.error().code().equals(OTHER);
    }

    /// Asks; blocks.
    ///
    /// @throws AgentException when it is another one, or nobody answers
    public void check(DesignPort port) throws AgentException {
        see(port.status());
    }
}
