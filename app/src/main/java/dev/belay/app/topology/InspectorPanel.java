package dev.belay.app.topology;

import dev.belay.app.topology.Inspection.Sighting;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Chip.Tone;
import dev.belay.app.ui.EmptyState;
import dev.belay.app.ui.Icon;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.ThingIcons;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.EventRecord;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Picture;
import dev.belay.model.status.Picture.Disagreement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All that is known of the selected node, or of the cluster when nothing is selected.
final class InspectorPanel extends VBox {

    private static final double DIMMED = 0.72;

    private final TopologyModel model;
    private final Ui ui;
    private final NodeWords words;
    private final Texts texts;
    private final VBox head = new VBox();
    private final VBox body = new VBox();

    InspectorPanel(TopologyModel model, Ui ui, NodeWords words) {
        this.model = model;
        this.ui = ui;
        this.words = words;
        this.texts = words.texts();
        setId("topology-inspector");
        getStyleClass().add("inspector");
        head.getStyleClass().add("inspector-head");
        body.getStyleClass().add("inspector-body");
        var scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(true);
        scroll.setId("topology-inspector-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        model.inspectionProperty().subscribe(inspection -> refresh());
        ui.languageProperty().subscribe(language -> refresh());
    }

    private void refresh() {
        var sections = new ArrayList<Node>();
        switch (model.inspectionProperty().get()) {
            case Inspection.Nothing nothing -> showNothing(sections);
            case Inspection.Cluster cluster -> show(cluster, sections);
            case Inspection.Node node -> show(node, sections);
            case Inspection.Designed designed -> show(designed, sections);
        }
        boolean headed = !head.getChildren().isEmpty();
        head.setVisible(headed);
        head.setManaged(headed);
        body.getChildren().setAll(sections);
    }

    private void showNothing(List<Node> sections) {
        var none =
                EmptyState.empty(
                        "fth-mouse-pointer",
                        texts.text("inspector.nothing.title"),
                        texts.text("inspector.nothing"));
        none.setId("inspector-nothing");
        head.getChildren().clear();
        sections.add(none);
    }

    private void show(Inspection.Node inspected, List<Node> sections) {
        var node = inspected.node();
        var member = node.member();
        var age = new AgeBadge(ui);
        var itself = node.observer().equals(member.id());
        age.show(member.name(), itself ? null : node.observer(), node.ageMillis());
        var chips = new ArrayList<Node>();
        chips.add(new Chip(words.state(node.state()), tone(node.state())));
        if (inspected.coordinator()) {
            chips.add(new Chip(texts.get("role.coordinator"), Tone.ACCENT));
        }
        if (member.admin()) {
            chips.add(new Chip(texts.get("role.admin"), Tone.NEUTRAL));
        }
        chips.add(new Chip(words.memberRole(member.role()), Tone.NEUTRAL));
        showHead(new StateGlyph(node.state(), 20), member.name(), chips, age);
        var facts = new FactsGrid();
        var reason = words.reason(node);
        facts.sentence(reason, node.state() == NodeState.FAILED);
        facts.add(texts.get("inspector.address"), member.host() + ":" + member.port());
        facts.add(
                texts.get("inspector.zone"),
                member.zone().isEmpty() ? texts.get("inspector.no-zone") : member.zone());
        var report = node.report();
        if (report != null) {
            facts.add(texts.get("inspector.agent"), "belayd " + report.agentVersion());
            facts.add(texts.get("inspector.host"), report.host());
            if (!Freshness.of(node.ageMillis()).outdated()) {
                facts.add(texts.get("inspector.uptime"), duration(inspected.upForMillis()));
            }
        }
        sections.add(section(texts.get("inspector.overview"), facts));
        if (report != null) {
            var raft = new FactsGrid();
            raft.add(texts.get("inspector.role"), words.raftRole(report.opinion().ownRole()));
            raft.add(texts.get("inspector.term"), Long.toString(report.opinion().term()));
            raft.add(
                    texts.get("inspector.commit"),
                    texts.get(
                            "inspector.raft",
                            Long.toString(report.raft().commitIndex()),
                            Long.toString(report.raft().appliedIndex())));
            var snapshot = report.raft().snapshotIndex();
            raft.add(
                    texts.get("inspector.snapshot"),
                    snapshot < 0 ? texts.get("inspector.snapshot.none") : Long.toString(snapshot));
            raft.add(
                    texts.get("inspector.log"),
                    ui.figures().bytes((double) report.raft().logBytes()));
            boolean stale = Freshness.of(node.ageMillis()).outdated();
            raft.setOpacity(stale ? DIMMED : 1);
            sections.add(section("Raft", raft));
        }
        sections.add(seenBy(inspected.seenBy()));
        addDisagreement(sections, inspected.disagreement());
        sections.add(recent(inspected.recent()));
    }

    private void show(Inspection.Cluster inspected, List<Node> sections) {
        var picture = inspected.picture();
        var quorum = picture.quorum();
        var age = new AgeBadge(ui);
        age.show(
                texts.get("cluster.facts"),
                inspected.lastHeard().isEmpty() ? null : inspected.lastHeard(),
                inspected.lastHeardMillis());
        var chips = new ArrayList<Node>();
        if (!picture.isFresh()) {
            chips.add(new Chip(texts.get("cluster.unheard"), Tone.NEUTRAL));
        } else {
            var held = quorum.held();
            chips.add(
                    new Chip(
                            texts.get(
                                    held ? "cluster.votes" : "cluster.no-quorum",
                                    quorum.votersUp(),
                                    quorum.votersTotal()),
                            !held
                                    ? Tone.BAD
                                    : quorum.votersUp() < quorum.votersTotal()
                                            ? Tone.WARNING
                                            : Tone.GOOD));
        }
        var state =
                !picture.isFresh()
                        ? NodeState.UNKNOWN
                        : quorum.held() ? NodeState.ACTIVE : NodeState.FAILED;
        showHead(new StateGlyph(state, 20), picture.clusterName(), chips, age);
        var facts = picture.isFresh() ? facts(inspected) : unheard();
        sections.add(section(texts.get("inspector.overview"), facts));
        addDisagreement(sections, picture.disagreement());
        sections.add(recent(inspected.recent()));
    }

    private FactsGrid facts(Inspection.Cluster inspected) {
        var picture = inspected.picture();
        var quorum = picture.quorum();
        var facts = new FactsGrid();
        facts.add(
                texts.get("inspector.quorum"),
                texts.get(
                        quorum.held() ? "inspector.quorum.held" : "inspector.quorum.lost",
                        quorum.votersUp(),
                        quorum.votersTotal()));
        facts.add(
                texts.get("inspector.coordinator"),
                inspected.coordinator().isEmpty()
                        ? texts.get("inspector.no-coordinator")
                        : inspected.coordinator());
        facts.add(
                texts.get("inspector.coordinator-for"),
                inspected.coordinator().isEmpty()
                        ? texts.get("inspector.none")
                        : duration(inspected.coordinatorForMillis()));
        facts.add(texts.get("inspector.term"), Long.toString(picture.term()));
        facts.add(
                texts.get("inspector.nodes"),
                texts.get("inspector.nodes.up", inspected.up(), picture.nodes().size()));
        facts.add(texts.get("inspector.told-by"), inspected.authority());
        return facts;
    }

    /// Nobody is there to ask: a quorum that is not seen is not a lost one.
    private FactsGrid unheard() {
        var facts = new FactsGrid();
        facts.sentence(texts.get("cluster.unheard.why"), false);
        for (var key : List.of("quorum", "coordinator", "term", "nodes")) {
            facts.add(texts.get("inspector." + key), texts.get("inspector.unknown"));
        }
        return facts;
    }

    private void show(Inspection.Designed designed, List<Node> sections) {
        var card = designed.card();
        var chips = new ArrayList<Node>();
        chips.add(new Chip(words.kind(card.kind()), Tone.NEUTRAL));
        chips.add(new Chip(texts.get("thing.designed"), Tone.OUTLINE));
        showHead(new Icon(ThingIcons.of(card.kind()), 20), card.title(), chips, null);
        var facts = new VBox();
        for (var line : card.lines()) {
            var label = new Label(line);
            label.getStyleClass().add("mono");
            label.setWrapText(true);
            facts.getChildren().add(label);
        }
        if (!card.lines().isEmpty()) {
            sections.add(section(texts.get("inspector.overview"), facts));
        }
        if (!designed.notes().isEmpty()) {
            var notes = new Label(designed.notes());
            notes.setWrapText(true);
            notes.getStyleClass().add("type-small");
            sections.add(section(texts.get("inspector.notes"), notes));
        }
    }

    private void showHead(Node glyph, String title, List<Node> chips, @Nullable AgeBadge age) {
        var name = new Label(title);
        name.setId("inspector-title");
        name.getStyleClass().add("type-section");
        name.setTooltip(new Tooltip(title));
        name.setMinWidth(0);
        var line = new HBox(glyph, name);
        line.getStyleClass().add("inspector-title");
        line.setAlignment(Pos.CENTER_LEFT);
        var spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        var second = new HBox();
        second.getStyleClass().add("inspector-chips");
        second.setAlignment(Pos.CENTER_LEFT);
        second.getChildren().addAll(chips);
        second.getChildren().add(spring);
        if (age != null) {
            age.setMinWidth(USE_PREF_SIZE);
            second.getChildren().add(age);
        }
        head.getChildren().setAll(line, second);
    }

    private VBox seenBy(List<Sighting> sightings) {
        var rows = new VBox();
        for (var sighting : sightings) {
            var observer = new Label(sighting.observer());
            observer.getStyleClass().addAll("type-small", "w500", "observer");
            var sees = new Label();
            var word = words.state(sighting.state());
            sees.setText(sighting.itself() ? texts.get("inspector.itself", word) : word);
            sees.getStyleClass().addAll("type-small", "muted");
            var spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            var age = new AgeBadge(ui);
            age.show(sighting.observer(), null, sighting.ageMillis());
            age.setMinWidth(USE_PREF_SIZE);
            var row = new HBox(observer, new StateGlyph(sighting.state(), 12), sees, spring, age);
            row.getStyleClass().add("sighting");
            row.setAlignment(Pos.CENTER_LEFT);
            row.pseudoClassStateChanged(Pseudo.DIFFERS, sighting.differs());
            rows.getChildren().add(row);
        }
        if (sightings.isEmpty()) {
            rows.getChildren().add(quiet(texts.get("reason.never")));
        }
        return section(texts.get("inspector.seen-by"), rows);
    }

    private void addDisagreement(List<Node> sections, List<Disagreement> disagreement) {
        if (disagreement.isEmpty()) {
            return;
        }
        var rows = new VBox();
        rows.getStyleClass().add("disagreements");
        for (var one : disagreement) {
            var sentence = new Label(sentence(one));
            sentence.setWrapText(true);
            sentence.getStyleClass().addAll("type-small", "disagreement");
            sentence.setMaxWidth(Double.MAX_VALUE);
            rows.getChildren().add(sentence);
        }
        sections.add(section(texts.get("inspector.disagree"), rows));
    }

    private String sentence(Disagreement one) {
        var picture = model.pictureProperty().get();
        var observer = Inspection.nameOf(picture, one.observer());
        var authority = picture.authority() == null ? "" : picture.authority();
        var other = Inspection.nameOf(picture, authority);
        return switch (one.matter()) {
            case COORDINATOR ->
                    one.says().isEmpty()
                            ? texts.get(
                                    "differs.COORDINATOR.none",
                                    observer,
                                    other,
                                    nameOrNobody(picture, one.authoritySays()))
                            : texts.get(
                                    "differs.COORDINATOR",
                                    observer,
                                    nameOrNobody(picture, one.says()),
                                    other,
                                    nameOrNobody(picture, one.authoritySays()));
            case TERM ->
                    texts.get("differs.TERM", observer, one.says(), other, one.authoritySays());
            case QUORUM -> texts.get("differs.QUORUM." + one.says(), observer, other);
            case NODE_STATE ->
                    texts.get(
                            "differs.NODE_STATE",
                            observer,
                            Inspection.nameOf(picture, one.subject()),
                            words.state(NodeState.valueOf(one.says())),
                            other,
                            words.state(NodeState.valueOf(one.authoritySays())));
        };
    }

    private String nameOrNobody(Picture picture, String id) {
        return id.isEmpty() ? texts.get("differs.nobody") : Inspection.nameOf(picture, id);
    }

    private VBox recent(List<EventRecord> events) {
        var rows = new VBox();
        for (var event : events) {
            var time = new Label(ui.figures().time(event.at()));
            time.getStyleClass().addAll("mono", "muted");
            time.setMinWidth(USE_PREF_SIZE);
            var text = new Label(words.event(event));
            text.getStyleClass().add("type-small");
            text.setMinWidth(0);
            text.setTooltip(new Tooltip(text.getText()));
            var row = new HBox(time, text);
            row.getStyleClass().add("recent");
            row.setAlignment(Pos.CENTER_LEFT);
            rows.getChildren().add(row);
        }
        if (events.isEmpty()) {
            rows.getChildren().add(quiet(texts.get("inspector.recent.none")));
        }
        return section(texts.get("inspector.recent"), rows);
    }

    private static Label quiet(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("type-small", "subtle");
        return label;
    }

    private static VBox section(String title, Node content) {
        var label = new Label(title);
        label.getStyleClass().addAll("type-small", "w600", "muted");
        var section = new VBox(label, content);
        section.getStyleClass().add("inspector-section");
        return section;
    }

    private String duration(OptionalLong millis) {
        return millis.isEmpty()
                ? texts.get("inspector.none")
                : ui.figures().age(millis.getAsLong());
    }

    private static Tone tone(NodeState state) {
        return switch (state) {
            case ACTIVE -> Tone.GOOD;
            case STANDBY, UNKNOWN, STARTING, STOPPING, FENCED -> Tone.NEUTRAL;
            case FAILED -> Tone.BAD;
            case MAINTENANCE -> Tone.WARNING;
        };
    }
}
