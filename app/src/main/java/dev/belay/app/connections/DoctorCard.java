package dev.belay.app.connections;

import dev.belay.api.ApiError;
import dev.belay.app.connect.DoctorStep;
import dev.belay.app.connect.TunnelDoctor;
import dev.belay.app.ui.CheckGlyph;
import dev.belay.app.ui.Texts;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The way to one node, step by step, each with its evidence.
final class DoctorCard extends VBox {
    private final Texts texts;
    private final String address;
    private final TunnelDoctor doctor;

    DoctorCard(Texts texts, String address, TunnelDoctor doctor) {
        this.texts = texts;
        this.address = address;
        this.doctor = doctor;
        setId("doctor");
        getStyleClass().addAll("card", "doctor");
        doctor.steps().addListener((ListChangeListener<DoctorStep>) change -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        for (DoctorStep step : doctor.steps()) {
            getChildren().add(row(step));
        }
    }

    private Node row(DoctorStep step) {
        CheckGlyph.Result result =
                switch (step.state()) {
                    case WAITING -> CheckGlyph.Result.WAITS;
                    case RUNNING -> CheckGlyph.Result.RUNNING;
                    case PASSED -> CheckGlyph.Result.PASS;
                    case FAILED -> CheckGlyph.Result.ERROR;
                    case SKIPPED -> CheckGlyph.Result.SKIPPED;
                };
        Label name = new Label(texts.get("step." + step.step().name().toLowerCase(Locale.ROOT)));
        name.getStyleClass().addAll("step-name");
        Label host = new Label(step.host().equals(address) ? "" : step.host());
        host.getStyleClass().addAll("mono", "subtle");
        Label evidence = HostKeyCard.wrapped(step.evidence());
        evidence.getStyleClass().addAll("type-small", "muted");
        HBox.setHgrow(evidence, Priority.ALWAYS);
        HBox row = new HBox(new CheckGlyph(result, 16), name, host, evidence);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("step");
        row.setAccessibleText(
                texts.get(
                        "step.state." + step.state().name().toLowerCase(Locale.ROOT),
                        name.getText()));
        ApiError error = step.error();
        if (error == null) {
            return row;
        }
        VBox failing =
                new VBox(
                        row,
                        line("stopped.wanted", error.wanted()),
                        line("stopped.found", error.found()),
                        line("stopped.advice", error.advice()));
        failing.getStyleClass().add("failing");
        return failing;
    }

    private Node line(String key, String text) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().addAll("type-small", "w600", "part");
        name.setMinWidth(USE_PREF_SIZE);
        Label value = HostKeyCard.wrapped(text);
        value.getStyleClass().add("type-small");
        HBox line = new HBox(name, value);
        line.getStyleClass().add("explanation");
        return line;
    }
}
