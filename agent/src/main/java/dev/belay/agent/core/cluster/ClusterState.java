package dev.belay.agent.core.cluster;

import static dev.belay.agent.core.cluster.SettingRules.CLUSTER_NAME;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The replicated state of the cluster: every node that has applied the same entries of the log has
/// the same, byte for byte.
///
/// UNFOUNDED -> FOUNDED, once.
///
/// @param clusterId empty until the cluster is founded
/// @param name what people call the cluster
/// @param members in the order of their ids
/// @param labels settings below `label.`, by key
/// @param instances by member id, the state folder that it joined with: one that comes back with
///   another has forgotten what it once acknowledged
/// @param trust which certificates are trusted
/// @param enrollments by id, the one that is open and those that were
/// @param configs config sets, by name
/// @param workload what is to run, and who may run it
/// @param audit who changed what
public record ClusterState(
        String clusterId,
        Stored name,
        List<Member> members,
        SortedMap<String, Stored> labels,
        SortedMap<String, String> instances,
        Trust trust,
        SortedMap<String, Enrollment> enrollments,
        SortedMap<String, SetState> configs,
        Workload workload,
        Audit audit) {

    /// Before the first entry.
    public static final ClusterState UNFOUNDED =
            new ClusterState(
                    "",
                    Stored.NEVER,
                    List.of(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    Trust.NONE,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    Workload.NONE,
                    Audit.NONE);

    public ClusterState {
        members = List.copyOf(members);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
        enrollments = Collections.unmodifiableSortedMap(new TreeMap<>(enrollments));
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    public Optional<Member> member(String id) {
        return members.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Whether services may be meant for it: a member, or a remote node.
    public boolean isNode(String id) {
        return member(id).isPresent() || workload.remotes().containsKey(id);
    }

    /// Id of the admin; empty when there is none.
    public String admin() {
        return members.stream().filter(Member::admin).map(Member::id).findFirst().orElse("");
    }

    ClusterState withName(Stored newName) {
        return new ClusterState(
                clusterId,
                newName,
                members,
                labels,
                instances,
                trust,
                enrollments,
                configs,
                workload,
                audit);
    }

    ClusterState withMembers(List<Member> changed) {
        return new ClusterState(
                clusterId,
                name,
                changed,
                labels,
                instances,
                trust,
                enrollments,
                configs,
                workload,
                audit);
    }

    ClusterState withLabels(SortedMap<String, Stored> changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                changed,
                instances,
                trust,
                enrollments,
                configs,
                workload,
                audit);
    }

    ClusterState withInstances(SortedMap<String, String> changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                changed,
                trust,
                enrollments,
                configs,
                workload,
                audit);
    }

    ClusterState with(Trust changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                instances,
                changed,
                enrollments,
                configs,
                workload,
                audit);
    }

    ClusterState with(SortedMap<String, Enrollment> changed) {
        return new ClusterState(
                clusterId, name, members, labels, instances, trust, changed, configs, workload,
                audit);
    }

    ClusterState withConfigs(SortedMap<String, SetState> changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                instances,
                trust,
                enrollments,
                changed,
                workload,
                audit);
    }

    ClusterState withWorkload(Workload changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                instances,
                trust,
                enrollments,
                configs,
                changed,
                audit);
    }

    private ClusterState with(Audit changed) {
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                instances,
                trust,
                enrollments,
                configs,
                workload,
                changed);
    }

    public boolean isFounded() {
        return !clusterId.isEmpty();
    }

    /// A setting as it is now.
    public Answer setting(String key) {
        Optional<ApiError> refusal = SettingRules.refusalOfKey(key);
        return refusal.<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.Set(key, stored(key)));
    }

    private Stored stored(String key) {
        return key.equals(CLUSTER_NAME) ? name : labels.getOrDefault(key, Stored.NEVER);
    }

    /// Applies one entry; the same on every node.
    ///
    /// @param term of the entry in the log
    /// @param index of the entry in the log, from 1
    public Applied apply(long term, long index, Command command) {
        return switch (command) {
            case Command.Found found -> found(index, found);
            case Command.Join join -> join(join);
            case Command.SetSetting set -> set(index, set);
            case Command.Act act -> act(term, index, act);
        };
    }

    private Applied act(long term, long index, Command.Act act) {
        Applied applied =
                isFounded()
                        ? new Orders(this, term, index, act.actor(), act.atMillis())
                                .apply(act.order())
                        : refused(
                                new ApiError(
                                        "not-founded", "a cluster", "none yet", "found it first"));
        String result =
                switch (applied.answer()) {
                    case Answer.Refused(var error) -> "refused: " + error.code();
                    case Answer.Ordered _,
                            Answer.Set _,
                            Answer.Founded _,
                            Answer.Joined _,
                            Answer.Forgotten _ ->
                            act.order() instanceof Order.Note note ? note.result() : "done";
                };
        if (!act.order().audited()) {
            return applied;
        }
        Audit chained = audit.with(act.actor(), act.atMillis(), act.order().action(), result);
        return new Applied(applied.next().with(chained), applied.answer(), applied.reason());
    }

    private Applied found(long index, Command.Found found) {
        if (isFounded()) {
            return refused(
                    new ApiError(
                            "already-founded",
                            "a cluster is founded once",
                            "cluster " + SettingRules.quoted(clusterId),
                            "nothing has to be done"));
        }
        Optional<ApiError> refusal = SettingRules.refusalOfName(found.name());
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        List<Member> sorted = new ArrayList<>(found.members());
        sorted.sort(Comparator.comparing(Member::id));
        var next =
                new ClusterState(
                        found.clusterId(),
                        new Stored(found.name(), index),
                        sorted,
                        labels,
                        instances,
                        trust,
                        enrollments,
                        configs,
                        workload,
                        audit);
        return new Applied(
                next,
                new Answer.Founded(found.clusterId()),
                "cluster " + found.clusterId() + " founded with " + sorted.size() + " members");
    }

    private Applied join(Command.Join join) {
        if (members.stream().noneMatch(member -> member.id().equals(join.node()))) {
            return refused(
                    new ApiError(
                            "member-unknown",
                            "a member of the cluster",
                            SettingRules.quoted(join.node()),
                            "add it first"));
        }
        SortedMap<String, String> changed = new TreeMap<>(instances);
        String before = changed.put(join.node(), join.instance());
        return new Applied(
                withInstances(changed),
                new Answer.Joined(join.node(), join.instance()),
                join.node()
                        + (before == null || before.equals(join.instance())
                                ? " joined"
                                : " joined with another state folder"));
    }

    Applied set(long index, Command.SetSetting set) {
        Optional<ApiError> refusal = set.refusal();
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        Stored before = stored(set.key());
        if (set.ifVersion() != Command.SetSetting.ANY_VERSION
                && set.ifVersion() != before.version()) {
            return refused(
                    new ApiError(
                            "version-conflict",
                            set.key() + " at version " + set.ifVersion(),
                            "version " + before.version(),
                            "read it again and decide anew"));
        }
        boolean isNew = before.version() == 0 && !set.key().equals(CLUSTER_NAME);
        if (isNew && labels.size() >= SettingRules.MAX_LABELS) {
            return refused(
                    new ApiError(
                            "too-many-labels",
                            "a cluster has at most 1,000 labels",
                            "one more, " + SettingRules.quoted(set.key()),
                            "use one that is there"));
        }
        var stored = new Stored(set.value(), index);
        return new Applied(
                with(set.key(), stored),
                new Answer.Set(set.key(), stored),
                set.key() + " set, version " + index);
    }

    private ClusterState with(String key, Stored stored) {
        if (key.equals(CLUSTER_NAME)) {
            return withName(stored);
        }
        SortedMap<String, Stored> changed = new TreeMap<>(labels);
        changed.put(key, stored);
        return withLabels(changed);
    }

    /// What whoever names a member is told that there is none of.
    public static ApiError unknownMember(String node) {
        return new ApiError(
                "member-unknown",
                "a member of the cluster",
                SettingRules.quoted(node),
                "look at the list of members");
    }

    Applied refusedMember(String node) {
        return refused(unknownMember(node));
    }

    Applied refused(ApiError error) {
        return new Applied(this, new Answer.Refused(error), "refused, " + error.sentence());
    }
}
