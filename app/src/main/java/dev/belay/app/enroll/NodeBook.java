package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.enroll.SingleStore.Single;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.Picture;
import dev.belay.reach.AgentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The nodes that wizards work on: hosts with a way of their own that are in no cluster, kept over
/// restarts, and the members of the cluster that is looked at. Confined to the UI thread.
public final class NodeBook {
    private final Ways ways;
    private final SingleStore store;
    private final Executor background;
    private final Executor files;
    private final Executor ui;
    private final LongSupplier nanos;
    private final Map<String, SavedConnection> singles = new LinkedHashMap<>();
    private final Map<String, Heard> heard = new HashMap<>();
    private final ObservableList<KnownNode> nodes = FXCollections.observableArrayList();
    private final ObservableList<KnownNode> nodesReadOnly =
            FXCollections.unmodifiableObservableList(nodes);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable LiveCluster cluster;
    private boolean isProtected;
    private boolean understood;
    private Subscription picture = Subscription.EMPTY;

    private record Heard(@Nullable NodeStanding standing, long atNanos, @Nullable ApiError error) {}

    /// Reads what is kept in the background.
    ///
    /// @param files one after the other, in their order
    public NodeBook(
            Ways ways,
            SingleStore store,
            Executor background,
            Executor files,
            Executor ui,
            LongSupplier nanos) {
        this.ways = ways;
        this.store = store;
        this.background = background;
        this.files = files;
        this.ui = ui;
        this.nanos = nanos;
        files.execute(this::load);
    }

    /// Members first, in the order in which the cluster tells them, then single hosts as they came.
    public ObservableList<KnownNode> nodes() {
        return nodesReadOnly;
    }

    public Optional<KnownNode> node(String key) {
        return nodes.stream().filter(node -> node.key().equals(key)).findFirst();
    }

    /// Likewise, by any name that it goes by.
    public Optional<KnownNode> named(String name) {
        return nodes.stream().filter(node -> node.is(name)).findFirst();
    }

    public Optional<KnownNode> admin() {
        return nodes.stream().filter(KnownNode::admin).findFirst();
    }

    /// Name of the cluster that is looked at; empty for none.
    public String cluster() {
        return cluster == null ? "" : cluster.nameProperty().get();
    }

    /// Whether what destroys has to be confirmed by the cluster's name.
    public boolean isProtected() {
        return isProtected && cluster != null;
    }

    /// Members that vote.
    long voters() {
        return members().values().stream()
                .filter(member -> member.role() != MemberRole.LEARNER)
                .count();
    }

    /// Whether it is all that its cluster has.
    boolean isAlone(String key) {
        return members().keySet().equals(Set.of(key));
    }

    boolean votes(String key) {
        Member member = members().get(key);
        return member != null && member.role() != MemberRole.LEARNER;
    }

    /// Why hosts can't be kept, one sentence; empty when they can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Looks at another cluster.
    public void look(@Nullable LiveCluster now, boolean nowProtected) {
        picture.unsubscribe();
        cluster = now;
        isProtected = nowProtected;
        picture =
                now == null
                        ? Subscription.EMPTY
                        : now.pictureProperty().subscribe((Picture drawn) -> list());
        list();
    }

    /// Adds a host, or changes the way to it.
    public void put(SavedConnection way, @Nullable NodeStanding standing) {
        singles.put(way.id(), way);
        if (standing != null) {
            heard.put(way.id(), new Heard(standing, nanos.getAsLong(), null));
        }
        list();
        save();
    }

    public void remove(String key) {
        SavedConnection way = singles.remove(key);
        if (way != null) {
            ways.forget(way);
            heard.remove(key);
            list();
            save();
        }
    }

    /// A node's agent.
    public NodePort port(String key) {
        SavedConnection way = singles.get(key);
        if (way != null) {
            return ways.single(way);
        }
        LiveNode live = cluster == null ? null : cluster.node(key).orElse(null);
        if (live == null) {
            throw new IllegalArgumentException("no node '" + key + "'");
        }
        return ways.member(live);
    }

    AgentInstaller installer(SavedConnection way) {
        return ways.installer(way);
    }

    /// Asks every node where it stands; what comes is shown as it comes.
    public void askAll() {
        List.copyOf(nodes).forEach(node -> ask(node.key()));
    }

    /// Asks one node where it stands.
    public void ask(String key) {
        NodePort port = port(key);
        background.execute(() -> {
            try {
                NodeStanding standing = port.standing();
                ui.execute(() -> heard(key, standing));
            } catch (AgentException e) {
                ui.execute(() -> failed(key, e.error()));
            }
        });
    }

    private void heard(String key, NodeStanding standing) {
        heard.put(key, new Heard(standing, nanos.getAsLong(), null));
        list();
        if (singles.containsKey(key)) {
            save();
        }
    }

    private void failed(String key, ApiError error) {
        Heard before = heard.get(key);
        heard.put(
                key,
                before == null
                        ? new Heard(null, 0, error)
                        : new Heard(before.standing(), before.atNanos(), error));
        list();
    }

    private Map<String, Member> members() {
        Map<String, Member> members = new LinkedHashMap<>();
        if (cluster != null) {
            cluster.pictureProperty()
                    .get()
                    .nodes()
                    .forEach(node -> members.put(node.member().id(), node.member()));
        }
        return members;
    }

    private void list() {
        List<KnownNode> all = new ArrayList<>();
        members()
                .forEach((id, member) ->
                        all.add(known(id, member.name(), member.host(), true, member.admin())));
        singles.forEach((id, way) -> {
            Heard last = heard.get(id);
            NodeStanding standing = last == null ? null : last.standing();
            String address = way.nodes().getFirst().address();
            boolean shown = standing != null && members().containsKey(standing.node());
            if (!shown) {
                String name = standing == null ? address : standing.hostName();
                all.add(known(id, name, address, false, false));
            }
        });
        if (!all.equals(nodes)) {
            nodes.setAll(all);
        }
    }

    private KnownNode known(
            String key, String name, String address, boolean member, boolean admin) {
        Heard last = heard.get(key);
        return new KnownNode(
                key,
                name,
                address,
                member,
                admin,
                last == null ? null : last.standing(),
                last == null ? 0 : last.atNanos(),
                last == null ? null : last.error());
    }

    private void load() {
        try {
            List<Single> kept = store.load();
            ui.execute(() -> {
                understood = true;
                boolean more = !singles.isEmpty();
                for (Single one : kept) {
                    singles.putIfAbsent(one.way().id(), one.way());
                    if (one.standing() != null) {
                        heard.putIfAbsent(
                                one.way().id(), new Heard(one.standing(), nanos.getAsLong(), null));
                    }
                }
                list();
                if (more) {
                    save();
                }
            });
        } catch (IOException e) {
            ui.execute(() -> problem.set(String.valueOf(e.getMessage())));
        }
    }

    private void save() {
        if (!understood) {
            return;
        }
        List<Single> kept =
                singles.values().stream()
                        .map(way -> {
                            Heard last = heard.get(way.id());
                            return new Single(way, last == null ? null : last.standing());
                        })
                        .toList();
        files.execute(() -> {
            try {
                store.save(kept);
                ui.execute(() -> problem.set(""));
            } catch (IOException e) {
                ui.execute(() -> problem.set(String.valueOf(e.getMessage())));
            }
        });
    }
}
