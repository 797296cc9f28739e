package dev.belay.agent.rollout;

import dev.belay.agent.consensus.Outcome;
import dev.belay.agent.core.cluster.Actor;
import dev.belay.agent.core.cluster.Answer;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.agent.core.cluster.ConfigOrder;
import dev.belay.agent.core.cluster.ConfigRules;
import dev.belay.agent.core.cluster.Rollout;
import dev.belay.agent.core.cluster.SetState;
import dev.belay.agent.replicate.StoredVersion;
import dev.belay.agent.replicate.VersionStore;
import dev.belay.api.ApiError;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.DriftOrder;
import dev.belay.api.PublishBegin;
import dev.belay.api.PublishNeeds;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.ContentFrame;
import dev.belay.model.content.Manifest;
import dev.belay.model.content.ManifestFormat;
import dev.belay.model.status.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the API asks of the config sets. Every call blocks.
final class ConfigOffice {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration NEWS = Duration.ofSeconds(1);
    private static final int ID_BYTES = 12;
    private static final Hook NO_HOOK =
            new Hook(Hook.Kind.COMMAND, List.of(), List.of(), 0, Hook.USUAL_TIMEOUT_MILLIS);

    private final Rollouts rollouts;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Publication> publications = new ConcurrentHashMap<>();

    ConfigOffice(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    private ClusterState state() {
        return rollouts.consensus().state();
    }

    /// All sets, with how they are on all nodes that answer within a second.
    List<ConfigSetView> views() {
        Map<String, Map<String, NodeState>> states = rollouts.states();
        return state().configs().values().stream()
                .filter(set -> !set.wasForgotten())
                .map(set -> SetViews.of(set, rollouts.statesOf(set.name(), states)))
                .toList();
    }

    private ConfigSetView view(SetState set) {
        return SetViews.of(set, rollouts.statesOf(set.name(), rollouts.states()));
    }

    /// One set, with how the nodes were when they were asked last; asks nobody.
    ConfigSetView glance(String name) throws ConfigException {
        return SetViews.of(known(name), rollouts.statesOf(name, rollouts.heard()));
    }

    /// Likewise, but waits up to a second while its rollout is at a point.
    ConfigSetView glance(String name, String after) throws ConfigException {
        try {
            rollouts.awaitChange(() -> isBeyond(name, after), NEWS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return glance(name);
    }

    private boolean isBeyond(String name, String point) {
        SetState set = state().configs().get(name);
        Rollout rollout = set == null ? null : set.rollout();
        return rollout == null
                || rollout.phase().isEnd()
                || !SetViews.of(rollout).point().equals(point);
    }

    private SetState known(String name) throws ConfigException {
        SetState set = state().configs().get(name);
        if (set == null || set.wasForgotten()) {
            throw ConfigException.refused(
                    "set-unknown", "a config set", "'" + name + "'", "look at the list");
        }
        return set;
    }

    private void mustBeAdmin() throws ConfigException {
        var refusal = ConfigRules.refusalOfWorker(state(), rollouts.self().get());
        if (refusal.isPresent()) {
            throw ConfigException.refused(refusal.get());
        }
    }

    /// Begins to take a version in from a publisher.
    PublishNeeds begin(Actor actor, PublishBegin asked) throws ConfigException {
        mustBeAdmin();
        SetState set = state().configs().get(asked.set());
        PublishBegin begin =
                set == null || set.wasForgotten()
                        ? completed(asked, "", NO_HOOK)
                        : completed(asked, set.target(), set.hook());
        if (begin.target().isEmpty()) {
            throw ConfigException.refused(
                    "target-missing",
                    "a target for a new set",
                    "none",
                    "say where the files go on the nodes");
        }
        List<ApiError> errors = ConfigRules.refusals(order(begin, 1, "0".repeat(64), 0, 0));
        if (!errors.isEmpty()) {
            throw ConfigException.refused(errors.getFirst());
        }
        if (set != null && set.running().isPresent()) {
            throw ConfigException.refused(
                    "rollout-running",
                    "one rollout of a set at a time",
                    "version " + set.running().get().version() + ", which is under way",
                    "wait until it has ended");
        }
        long number = (set == null ? 0 : set.last()) + 1;
        if (begin.manifestBytes() != 0) {
            return begin(begin, number);
        }
        Path folder = NearScan.folder(begin.folder()).orElse(null);
        return folder == null
                ? new PublishNeeds("", number, PublishNeeds.Stage.MANIFEST, List.of(), 0, 0)
                : beginNear(actor, begin, number, folder);
    }

    private PublishNeeds beginNear(Actor actor, PublishBegin begin, long number, Path folder)
            throws ConfigException {
        var scan = new NearScan(folder, rollouts.caches());
        PublishNeeds needs =
                begin(Publication.near(newId(), begin, number, scan, store(), rollouts::herald));
        if (!begin.order() || needs.stage() != PublishNeeds.Stage.STAGED) {
            return needs;
        }
        var _ = publish(actor, needs.id());
        return needs.at(PublishNeeds.Stage.ORDERED);
    }

    private PublishNeeds begin(PublishBegin begin, long number) throws ConfigException {
        try {
            return begin(new Publication(newId(), begin, number, store(), rollouts::herald));
        } catch (ContentException e) {
            throw ConfigException.refused(e.errors().getFirst());
        }
    }

    private String newId() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    private VersionStore store() {
        return rollouts.store();
    }

    private PublishNeeds begin(Publication publication) throws ConfigException {
        PublishBegin begin = publication.begin();
        try {
            // One publisher of a set at a time: whoever begins anew has given the one before up.
            publications
                    .values()
                    .removeIf(one -> {
                        boolean isOver =
                                one.begin().set().equals(begin.set())
                                        || one.isStale(System.nanoTime());
                        if (isOver) {
                            one.end();
                        }
                        return isOver;
                    });
            // What was staged under this number and never ordered is in the way.
            store().drop(begin.set(), publication.number());
            publications.put(publication.id(), publication);
            publication.start();
            return publication.needs();
        } catch (ContentException e) {
            throw ConfigException.refused(e.errors().getFirst());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static PublishBegin completed(PublishBegin asked, String target, Hook known) {
        Hook hook = asked.hook();
        return new PublishBegin(
                asked.set(),
                asked.target().isEmpty() ? target : asked.target(),
                asked.takeOver(),
                hook == null ? known : hook,
                asked.note(),
                asked.manifestBytes(),
                asked.folder(),
                asked.order());
    }

    /// Takes a piece of it.
    PublishNeeds content(String id, byte[] frame) throws ConfigException {
        try {
            return publication(id).take(ContentFrame.decode(frame));
        } catch (ContentException e) {
            publications.remove(id);
            throw ConfigException.refused(e.errors().getFirst());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Publication publication(String id) throws ConfigException {
        Publication publication = publications.get(id);
        if (publication == null) {
            throw ConfigException.refused(
                    "publication-unknown",
                    "a publication under way",
                    "one that ended, or was replaced by another",
                    "publish again");
        }
        return publication;
    }

    /// Sends what was taken in to all nodes.
    ConfigSetView publish(Actor actor, String id) throws ConfigException {
        Publication publication = publication(id);
        try {
            StoredVersion staged = publication.staged();
            rollouts.room().used(publication.fetched());
            return publish(actor, publication.begin(), staged);
        } catch (ContentException e) {
            throw ConfigException.refused(e.errors().getFirst());
        } finally {
            publications.remove(id);
        }
    }

    private ConfigSetView publish(Actor actor, PublishBegin begin, StoredVersion staged)
            throws ConfigException {
        Manifest manifest = staged.manifest();
        order(
                actor,
                order(
                        begin,
                        staged.number(),
                        staged.name().toString(),
                        manifest.fileCount(),
                        manifest.bytes()));
        rollouts.record(new Event.ConfigPublished(begin.set(), staged.number(), actor.user()));
        return glance(begin.set());
    }

    private ConfigOrder.Publish order(
            PublishBegin begin, long number, String manifest, int files, long bytes) {
        Hook hook = begin.hook();
        if (hook == null) {
            throw new IllegalStateException("a publication without a hook");
        }
        return new ConfigOrder.Publish(
                begin.set(),
                number,
                manifest,
                files,
                bytes,
                begin.target(),
                begin.takeOver(),
                hook,
                begin.note(),
                rollouts.participants());
    }

    ConfigSetView rollback(Actor actor, ConfigRollback asked) throws ConfigException {
        order(
                actor,
                new ConfigOrder.Rollback(asked.set(), asked.version(), rollouts.participants()));
        return glance(asked.set());
    }

    void forget(Actor actor, String set) throws ConfigException {
        order(actor, new ConfigOrder.Forget(set));
    }

    /// Carries an order out, and waits until this node has applied it, too.
    private void order(Actor actor, ConfigOrder order) throws ConfigException {
        switch (rollouts.consensus().act(actor, order, DEADLINE)) {
            case Outcome.Done<Answer>(Answer.Ordered(var index)) -> awaitApplied(index);
            case Outcome.Done<Answer>(Answer.Refused(var error)) ->
                    throw ConfigException.refused(error);
            case Outcome.Done<Answer> other ->
                    throw new IllegalStateException("an order is answered by " + other);
            case Outcome.Refused<Answer>(var error) -> throw ConfigException.refused(error);
            case Outcome.Unknown<Answer>(var reason) -> throw ConfigException.unknown(reason);
        }
    }

    private void awaitApplied(long index) throws ConfigException {
        if (!rollouts.consensus().awaitApplied(index, DEADLINE)) {
            throw ConfigException.unknown("it is done, but this node lags behind");
        }
    }

    /// Looks at the files of one node, or of all, now.
    ConfigSetView look(String name) throws ConfigException {
        SetState set = known(name);
        for (var member : state().members()) {
            try {
                var _ = rollouts.ask(member.id(), new Question.Look(name));
            } catch (IOException e) {
                // It is shown as it was heard last.
            }
        }
        return view(set);
    }

    ConfigSetView settle(Actor actor, DriftOrder order) throws ConfigException {
        mustBeAdmin();
        SetState set = known(order.set());
        if (state().member(order.node()).isEmpty()) {
            throw ConfigException.refused(
                    "member-unknown",
                    "a member of the cluster",
                    "'" + order.node() + "'",
                    "look at the list of members");
        }
        return switch (order.action()) {
            case PUT_BACK -> putBack(actor, set, order.node());
            case ADOPT -> adopt(actor, set, order.node());
        };
    }

    private ConfigSetView putBack(Actor actor, SetState set, String node) throws ConfigException {
        try {
            if (rollouts.ask(node, new Question.PutBack(set.name()))
                    instanceof Reply.Failed(var error)) {
                throw ConfigException.refused(error);
            }
        } catch (IOException e) {
            throw ConfigException.unknown(node + " did not answer: " + e.getMessage());
        }
        note(actor, "config.put-back set=" + set.name() + " node=" + node);
        return view(set);
    }

    private void note(Actor actor, String said) {
        // Done already: without a majority the audit log misses a line, and nothing else is lost.
        var _ =
                rollouts.consensus()
                        .act(
                                actor,
                                new dev.belay.agent.core.cluster.Order.Note(said, "done"),
                                DEADLINE);
    }

    private ConfigSetView adopt(Actor actor, SetState set, String node) throws ConfigException {
        long number = set.last() + 1;
        try {
            Manifest manifest =
                    ManifestFormat.decode(PeerScan.of(rollouts.peers(), node, set.name()));
            rollouts.store().drop(set.name(), number);
            var chunks =
                    new PeerChunks(
                            rollouts.self(),
                            new OnePeer(rollouts.peers(), node),
                            set.name(),
                            number,
                            manifest,
                            () -> true);
            StoredVersion staged =
                    rollouts.store().stage(set.name(), number, manifest, chunks, chunks);
            var begin =
                    new PublishBegin(
                            set.name(),
                            set.target(),
                            false,
                            set.hook(),
                            "edits adopted from " + node,
                            1,
                            null,
                            false);
            return publish(actor, begin, staged);
        } catch (ContentException e) {
            throw ConfigException.refused(e.errors().getFirst());
        } catch (IOException e) {
            throw ConfigException.refused(
                    "content-unreachable",
                    "the files of " + node,
                    String.valueOf(e.getMessage()),
                    "try again when the node answers");
        }
    }

    /// @param from a number, or `node:ID`
    ConfigDiff diff(String name, String from, String to) throws ConfigException {
        return new SetDiff(known(name), rollouts.store(), rollouts.peers(), Rollouts.hash())
                .between(from, to);
    }

    private static ConfigException interrupted() {
        Thread.currentThread().interrupt();
        return ConfigException.unknown("interrupted");
    }
}
