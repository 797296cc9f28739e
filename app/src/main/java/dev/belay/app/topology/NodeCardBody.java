package dev.belay.app.topology;

import dev.belay.app.topology.Drawing.NodeCard;
import dev.belay.app.ui.AgeBadge;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Chip;
import dev.belay.app.ui.Chip.Tone;
import dev.belay.app.ui.Meter;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.MemberRole;
import dev.belay.model.status.NodeState;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// What a near card says beside its name: roles, age, address, how far its log has come, its load.
final class NodeCardBody {

    static final double HEADER = 36;

    private static final double RIGHT = 10;
    private static final double GAP = 7;
    private static final double CHIP_GAP = 4;
    private static final double CHIP_HEIGHT = 18;
    private static final double ADDRESS_Y = 34;
    private static final double LINE = 18;
    private static final double BOX_Y = 58;
    private static final double BOX_HEIGHT = 46;
    private static final double BOX_INSET = 9;
    private static final double METER_Y = 113;
    private static final double METER_LINE = 17;
    private static final double METER_TEXT = 14;
    private static final double VALUE_WIDTH = 34;
    private static final double DIMMED = 0.72;

    private final Ui ui;
    private final NodeWords words;
    private final AgeBadge age;
    private final CheckGlyph disputed = new CheckGlyph(CheckGlyph.Result.WARNING, 12);
    private final Label address = label("node-address", "mono");
    private final Region box = new Region();
    private final Label state = label("node-state", "w500");
    private final Label role = label("node-role");
    private final Label facts = label("node-facts", "mono");
    private final Label cpuName = label("meter-name");
    private final Label cpuValue = label("meter-value", "mono");
    private final Label memoryName = label("meter-name");
    private final Label memoryValue = label("meter-value", "mono");
    private final Meter cpu = new Meter();
    private final Meter memory = new Meter();
    private final Chip coordinator = new Chip("", Tone.ACCENT);
    private final Chip admin = new Chip("", Tone.NEUTRAL);
    private final Chip kind = new Chip("", Tone.NEUTRAL);
    private final List<Chip> chips = List.of(coordinator, admin, kind);
    private final List<Node> dimmed;

    NodeCardBody(Ui ui, NodeWords words) {
        this.ui = ui;
        this.words = words;
        this.age = new AgeBadge(ui);
        box.getStyleClass().add("node-box");
        box.setMouseTransparent(true);
        cpu.getStyleClass().add("slim");
        memory.getStyleClass().add("slim");
        dimmed =
                List.of(
                        address,
                        facts,
                        role,
                        cpuName,
                        cpuValue,
                        cpu,
                        memoryName,
                        memoryValue,
                        memory);
        for (var part : parts()) {
            part.setManaged(false);
        }
    }

    List<Node> parts() {
        var parts = new ArrayList<Node>();
        parts.addAll(List.of(age, disputed, address, box, state, role, facts));
        parts.addAll(List.of(cpuName, cpu, cpuValue, memoryName, memory, memoryValue));
        parts.addAll(chips);
        return parts;
    }

    void show(NodeCard card) {
        var node = card.node();
        var member = node.member();
        var texts = words.texts();
        var observer = node.observer().equals(card.id()) ? null : node.observer();
        age.show(card.title(), observer, node.ageMillis());
        disputed.setVisible(card.disputed());
        address.setText(member.host());
        coordinator.setText(texts.get("role.coordinator"));
        coordinator.setVisible(card.coordinator());
        admin.setText(texts.get("role.admin"));
        admin.setVisible(member.admin());
        kind.setText(words.memberRole(member.role()));
        kind.setVisible(member.role() != MemberRole.VOTER);
        state.setText(words.state(card.state()));
        cpuName.setText(texts.get("cpu"));
        memoryName.setText(texts.get("memory"));
        showReport(card);
        var opacity = card.stale() ? DIMMED : 1;
        for (var part : dimmed) {
            part.setOpacity(opacity);
        }
    }

    private void showReport(NodeCard card) {
        var report = card.node().report();
        boolean calm = card.state() == NodeState.ACTIVE || card.state() == NodeState.STANDBY;
        facts.getStyleClass().remove("why");
        if (report == null) {
            role.setText("");
            facts.setText(words.reason(card.node()));
            facts.getStyleClass().add("why");
            show(cpu, cpuValue, null);
            show(memory, memoryValue, null);
            return;
        }
        role.setText(words.raftRole(report.opinion().ownRole()));
        var raft = report.raft();
        if (calm) {
            facts.setText(
                    words.texts()
                            .get(
                                    "card.raft",
                                    Long.toString(report.opinion().term()),
                                    Long.toString(raft.commitIndex())));
        } else {
            facts.setText(words.reason(card.node()));
            facts.getStyleClass().add("why");
        }
        var vitals = report.vitals();
        show(cpu, cpuValue, vitals.cpuPercent());
        show(
                memory,
                memoryValue,
                vitals.memoryTotalBytes() <= 0
                        ? null
                        : 100.0 * vitals.memoryUsedBytes() / vitals.memoryTotalBytes());
    }

    private void show(Meter meter, Label value, @Nullable Double percent) {
        meter.setShare(percent == null ? 0 : percent / 100);
        value.setText(percent == null ? "–" : ui.figures().percent(percent));
    }

    /// Places age and role chips in the header; what does not fit beside the name goes one line
    /// down.
    ///
    /// @return where the name has to end
    double layoutHeader(double right, double nameX, double nameWidth) {
        double ageWidth = age.prefWidth(-1);
        double ageHeight = age.prefHeight(-1);
        age.resizeRelocate(
                right - ageWidth, Math.rint((HEADER - ageHeight) / 2), ageWidth, ageHeight);
        double end = right - ageWidth - GAP;
        if (disputed.isVisible()) {
            double size = disputed.prefWidth(-1);
            disputed.resizeRelocate(end - size, Math.rint((HEADER - size) / 2), size, size);
            end -= size + GAP;
        }
        double x = nameX + nameWidth + GAP;
        double below = right;
        for (var chip : chips) {
            if (!chip.isVisible()) {
                continue;
            }
            double width = chip.prefWidth(-1);
            if (x + width <= end) {
                chip.resizeRelocate(x, (HEADER - CHIP_HEIGHT) / 2, width, CHIP_HEIGHT);
                x += width + CHIP_GAP;
            } else {
                below -= width;
                chip.resizeRelocate(below, ADDRESS_Y, width, CHIP_HEIGHT);
                below -= CHIP_GAP;
            }
        }
        address.resizeRelocate(
                nameX - GAP - 16, ADDRESS_Y, Math.max(0, below - nameX + GAP + 16), LINE);
        return end;
    }

    void layoutBody(double left, double width) {
        double boxWidth = width - left - RIGHT;
        box.resizeRelocate(left, BOX_Y, boxWidth, BOX_HEIGHT);
        double inner = boxWidth - 2 * BOX_INSET;
        double roleWidth = Math.min(role.prefWidth(-1), inner / 2);
        double stateWidth = Math.min(state.prefWidth(-1), inner - roleWidth - GAP);
        double x = left + BOX_INSET;
        state.resizeRelocate(x, BOX_Y + 5, stateWidth, LINE);
        role.resizeRelocate(x + inner - roleWidth, BOX_Y + 6, roleWidth, LINE);
        facts.resizeRelocate(x, BOX_Y + 23, inner, LINE);
        double names = Math.max(cpuName.prefWidth(-1), memoryName.prefWidth(-1));
        layoutMeter(cpuName, cpu, cpuValue, left, boxWidth, names, METER_Y);
        layoutMeter(memoryName, memory, memoryValue, left, boxWidth, names, METER_Y + METER_LINE);
    }

    private static void layoutMeter(
            Label name, Meter meter, Label value, double x, double width, double names, double y) {
        name.resizeRelocate(x, y, names, METER_TEXT);
        value.resizeRelocate(x + width - VALUE_WIDTH, y, VALUE_WIDTH, METER_TEXT);
        double bar = width - names - VALUE_WIDTH - 2 * GAP;
        double height = meter.prefHeight(-1);
        meter.resizeRelocate(
                x + names + GAP, y + Math.rint((METER_TEXT - height) / 2), bar, height);
    }

    private static Label label(String... classes) {
        var label = new Label();
        label.getStyleClass().addAll(classes);
        label.setMouseTransparent(true);
        return label;
    }
}
