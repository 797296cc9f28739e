package dev.belay.app.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ApiError;
import dev.belay.app.design.Drawing;
import dev.belay.app.design.Guard;
import dev.belay.app.enroll.BareLab;
import dev.belay.app.fencing.FenceForm.Change;
import dev.belay.app.fencing.FenceForm.Field;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.Operation;
import dev.belay.app.wizard.WizardModel;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.node.FenceDevice;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import dev.belay.reach.LocalSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wizard's model on real agents, whose fence agent switches the hosts of a lab.
class RealDevicesTest {
    private static final String SECRET = "hunter2-Ω";

    @Test
    void a_device_is_added_asked_changed_taken_back_and_removed(@TempDir Path folder)
            throws Exception {
        Path place = Files.createTempDirectory("belay-f");
        try (BareLab lab = BareLab.cluster(place)) {
            new Walk(lab, folder).all();
        } finally {
            Files.delete(place);
        }
    }

    private static final class Walk {
        private final FencingPort port;
        private final Path folder;

        Walk(BareLab lab, Path folder) {
            this.port =
                    new ClientPort(
                            new ApiClient(
                                    new LocalSocket(Path.of(lab.nodes().getFirst().socket())),
                                    ApiClient.MEMBERSHIP));
            this.folder = folder;
        }

        void all() throws AgentException {
            add();
            misname();
            remove();
        }

        private WizardModel open() {
            WizardModel.Ports ports =
                    new WizardModel.Ports(
                            Runnable::run, Runnable::run, System::nanoTime, Instant::now);
            FenceScript script =
                    new FenceScript(
                            Texts.of(Language.ENGLISH, FenceScript.class),
                            port,
                            new Guard(() -> false, () -> "Lab"),
                            ports,
                            Drawing.none());
            WizardModel model =
                    new WizardModel(
                            script,
                            Texts.of(Language.ENGLISH, WizardsView.class),
                            new Drafts(folder, Runnable::run, Runnable::run),
                            ports);
            model.begin();
            return model;
        }

        private static FenceScript script(WizardModel model) {
            return (FenceScript) model.script();
        }

        private static void apply(WizardModel model) {
            for (int i = 0; i < 3; i++) {
                assertThat(model.missing()).isEmpty();
                model.next();
            }
        }

        private Design inForce() throws AgentException {
            return ((Reading.Read) DesignFormat.read(port.design().text())).design();
        }

        private void add() throws AgentException {
            WizardModel model = open();
            FenceScript script = script(model);
            script.set(Field.NAME, "power");
            script.set(Field.AGENT, "fence_lab");
            for (String node : new String[] {"node-1", "node-2", "node-3"}) {
                script.setTarget(node, true);
            }
            script.set(Field.AUTOMATIC, "true");
            script.secrets().put(0, new Secrets.Row("password", SECRET));
            script.secretsChanged();
            apply(model);
            assertThat(model.operation().error()).isNull();
            assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
            assertThat(script.facts(false))
                    .hasSize(5)
                    .allMatch(fact -> fact.good())
                    .anyMatch(fact -> fact.value().startsWith("power on"));
            assertThat(model.runbook().markdown()).doesNotContain(SECRET);
            assertThat(port.fencing().automatic()).isTrue();
            assertThat(inForce().fenceDevices()).hasSize(1);
        }

        /// What is asked is the device as it was changed, not as it was before.
        private void misname() throws AgentException {
            Design before = inForce();
            WizardModel model = open();
            FenceScript script = script(model);
            script.setChange(Change.CHANGE);
            script.setDevice("power");
            script.setPort("node-2", "node-9");
            apply(model);
            assertThat(model.operation().state()).isEqualTo(Operation.State.FAILED);
            ApiError error = Objects.requireNonNull(model.operation().error());
            assertThat(error.code()).isEqualTo("fence-power-unknown");
            assertThat(error.found()).contains("node-9");
            model.operation().undo();
            assertThat(model.operation().state()).isEqualTo(Operation.State.UNDONE);
            assertThat(inForce()).isEqualTo(before);
        }

        private void remove() throws AgentException {
            WizardModel model = open();
            FenceScript script = script(model);
            script.setChange(Change.REMOVE);
            script.setDevice("power");
            assertThat(model.missing()).as("lost nodes are fenced by it").isNotEmpty();
            script.set(Field.AUTOMATIC, "false");
            apply(model);
            assertThat(model.operation().state()).isEqualTo(Operation.State.DONE);
            assertThat(inForce().fenceDevices()).extracting(FenceDevice::id).isEmpty();
            assertThat(port.fencing().automatic()).isFalse();
        }
    }
}
