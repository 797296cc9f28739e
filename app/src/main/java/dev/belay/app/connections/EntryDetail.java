package dev.belay.app.connections;

import dev.belay.app.connect.ConnectionEntry;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveNode;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connect.TunnelDoctor;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The chosen connection: what can be done with it, its tunnels, and the doctor's visit.
final class EntryDetail extends ScrollPane {
    private final Ui ui;
    private final Texts texts;
    private final ConnectionsModel model;
    private final Overlay overlay;
    private final ConnectionEntry entry;
    private final Doer doer;
    private final VBox tunnels = new VBox();
    private final VBox visit = new VBox();
    private final VBox content = new VBox();
    private final ListChangeListener<LiveNode> members = change -> tunnels();
    private final Subscription ended;
    private @Nullable LiveCluster followed;
    private @Nullable TunnelDoctor doctor;

    /// What only the view around can do.
    record Doer(Runnable look, Runnable edit, Runnable remove) {}

    EntryDetail(
            Ui ui,
            Texts texts,
            ConnectionsModel model,
            Overlay overlay,
            ConnectionEntry entry,
            Doer doer) {
        this.ui = ui;
        this.texts = texts;
        this.model = model;
        this.overlay = overlay;
        this.entry = entry;
        this.doer = doer;
        setId("connection-detail");
        getStyleClass().add("detail");
        setFitToWidth(true);
        setFocusTraversable(false);
        content.getStyleClass().add("content");
        tunnels.getStyleClass().addAll("card", "tunnels");
        visit.getStyleClass().add("visit");
        setContent(content);
        ended =
                Subscription.combine(
                        entry.clusterProperty().subscribe(this::follow),
                        entry.savedProperty().subscribe(saved -> all()),
                        entry.problemProperty().subscribe(problem -> all()));
    }

    /// It is shown no more: it listens to nothing, and the doctor goes.
    void close() {
        ended.unsubscribe();
        follow(null);
        if (doctor != null) {
            doctor.cancel();
        }
    }

    private void follow(@Nullable LiveCluster cluster) {
        if (followed != null) {
            followed.nodes().removeListener(members);
        }
        followed = cluster;
        if (cluster != null) {
            cluster.nodes().addListener(members);
        }
        all();
    }

    private void all() {
        content.getChildren().setAll(head());
        String problem = entry.problemProperty().get();
        if (!problem.isEmpty()) {
            Label label = HostKeyCard.wrapped(problem);
            label.getStyleClass().add("bad-text");
            content.getChildren().add(label);
        }
        content.getChildren().addAll(section("tunnels"), tunnels, visit);
        tunnels();
    }

    private Node head() {
        SavedConnection saved = entry.savedProperty().get();
        boolean connected = entry.clusterProperty().get() != null;
        Label name = new Label(saved.name());
        name.getStyleClass().add("type-page");
        HBox title = new HBox(name);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("title");
        if (entry.isLab()) {
            title.getChildren().add(new Chip(texts.get("entry.lab"), Chip.Tone.ACCENT));
        }
        if (saved.isProtected()) {
            title.getChildren().add(new Chip(texts.get("entry.protected"), Chip.Tone.BAD));
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        title.getChildren().add(space);
        if (connected) {
            Button show = button("connection-look", "fth-share-2", "do.look", doer.look());
            show.getStyleClass().add("primary");
            title.getChildren()
                    .addAll(
                            show,
                            button(
                                    "connection-disconnect",
                                    "fth-x",
                                    "do.disconnect",
                                    () -> model.disconnect(entry)));
        } else {
            Button connect =
                    button(
                            "connection-connect",
                            "fth-link",
                            "do.connect",
                            () -> model.connect(entry));
            connect.getStyleClass().add("primary");
            title.getChildren().add(connect);
        }
        if (!entry.isLab()) {
            Button remove =
                    button("connection-remove-do", "fth-trash-2", "do.remove", doer.remove());
            remove.getStyleClass().add("destructive");
            title.getChildren()
                    .addAll(
                            button("connection-edit", "fth-edit-2", "do.edit", doer.edit()),
                            remove);
        }
        Label facts = new Label(facts(saved));
        facts.getStyleClass().addAll("type-small", "muted");
        facts.setWrapText(true);
        return new VBox(title, facts);
    }

    private String facts(SavedConnection saved) {
        StringBuilder facts = new StringBuilder();
        fact(facts, "fact.user", saved.user());
        fact(facts, "fact.port", saved.port() == 0 ? "" : Integer.toString(saved.port()));
        fact(facts, "fact.jump", saved.jump());
        fact(facts, "fact.key", saved.keyFile());
        fact(facts, "fact.socket", saved.socket());
        return facts.isEmpty() ? texts.get("fact.none") : facts.toString();
    }

    private void fact(StringBuilder facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.append(facts.isEmpty() ? "" : " · ").append(texts.get(key, value));
        }
    }

    private void tunnels() {
        tunnels.getChildren().clear();
        LiveCluster cluster = followed;
        if (cluster == null) {
            for (SavedConnection.SavedNode node : entry.savedProperty().get().nodes()) {
                tunnels.getChildren().add(new AddressRow(texts, node, this::examine));
            }
            return;
        }
        for (LiveNode node : cluster.nodes()) {
            tunnels.getChildren()
                    .add(
                            new TunnelRow(
                                    ui,
                                    texts,
                                    node,
                                    address(node),
                                    this::examine,
                                    () -> model.retryNow(entry, node.id()),
                                    overlay));
        }
    }

    private String address(LiveNode node) {
        return entry.savedProperty().get().nodes().stream()
                .filter(saved -> saved.node().equals(node.id()))
                .map(SavedConnection.SavedNode::address)
                .findFirst()
                .orElse(node.id());
    }

    private void examine(String address) {
        if (doctor != null) {
            doctor.cancel();
        }
        TunnelDoctor next = model.test(entry.savedProperty().get(), address);
        doctor = next;
        visit.getChildren().setAll(section("doctor"), new DoctorCard(texts, address, next));
    }

    private Label section(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().addAll("type-section", "section-title");
        return label;
    }

    private Button button(String id, String icon, String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setId(id);
        button.setGraphic(new Icon(icon, 14));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
