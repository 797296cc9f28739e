package dev.belay.app.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Preflight.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/// Opens one wizard without a screen, and keeps its drafts.
public final class Rehearsal {
    private final Drafts drafts;
    private final WizardModel.Ports ports;
    private final Function<WizardModel.Ports, Script> script;

    /// None is open yet.
    ///
    /// @param script makes the wizard that is opened
    public Rehearsal(
            Path folder, WizardModel.Ports ports, Function<WizardModel.Ports, Script> script) {
        this.drafts = new Drafts(folder, Runnable::run, Runnable::run);
        this.ports = ports;
        this.script = script;
    }

    /// One thread does everything at once.
    public static WizardModel.Ports atOnce(Instant now) {
        return new WizardModel.Ports(Runnable::run, Runnable::run, () -> 0, () -> now);
    }

    private WizardModel open() {
        return new WizardModel(
                script.apply(ports), Texts.of(Language.ENGLISH, WizardsView.class), drafts, ports);
    }

    /// One on its first page.
    public WizardModel begun() {
        WizardModel model = open();
        model.begin();
        return model;
    }

    /// What was typed into the wizard that was left last.
    public Draft draft() {
        return drafts.all().getFirst();
    }

    /// One that is gone on with after this one was left.
    public WizardModel resumed(WizardModel left) {
        left.leave();
        WizardModel again = open();
        again.resume(draft());
        return again;
    }

    /// Goes on, which has to be possible.
    public static void steps(WizardModel model, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(model.missing()).as("on %s: %s", model.page().id(), bad(model)).isEmpty();
            model.next();
        }
    }

    /// What the checks have against it.
    public static String bad(WizardModel model) {
        StringBuilder all = new StringBuilder();
        for (Row row : model.preflight().rows()) {
            Finding finding = row.finding();
            if (finding != null && finding.error() != null) {
                all.append(row.check().id()).append(": ").append(finding.error()).append('\n');
            }
        }
        return all.toString();
    }

    /// What a check found.
    public static Finding finding(WizardModel model, String check) {
        return model.preflight().rows().stream()
                .filter(row -> row.check().id().equals(check))
                .map(Row::finding)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(check));
    }
}
