package dev.belay.app.shell;

import dev.belay.app.audit.AuditPort;
import dev.belay.app.config.LiveConfig;
import dev.belay.app.config.LivePublisher;
import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.design.LiveDesign;
import dev.belay.app.drill.LiveDrills;
import dev.belay.app.enroll.LiveWays;
import dev.belay.app.enroll.NodeBook;
import dev.belay.app.enroll.SingleStore;
import dev.belay.app.fencing.LiveFences;
import dev.belay.app.fencing.LiveFencing;
import dev.belay.app.plan.LivePlan;
import dev.belay.app.protect.LiveProtect;
import dev.belay.app.services.LiveServices;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.WizardModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;

/// What the program itself works on: agents over their tunnels, and the user's own folder.
final class LiveWork {
    private LiveWork() {}

    /// The work of a window.
    ///
    /// @param folder of the user, such as [dev.belay.reach.UserFolder#path]
    /// @param caches such as [dev.belay.reach.UserFolder#cache]
    static Work of(
            Clusters clusters, Supplier<ConnectionsModel> connections, Path folder, Path caches) {
        Executor background = task -> Thread.ofVirtual().name("wizard").start(task);
        Executor files =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("wizard-files").factory());
        WizardModel.Ports threads =
                new WizardModel.Ports(
                        background, Platform::runLater, System::nanoTime, Instant::now);
        LiveConfig config = new LiveConfig(clusters.liveProperty());
        AuditPort audit = config::audit;
        LiveServices services = new LiveServices(clusters.liveProperty());
        LiveDesign design = new LiveDesign(clusters.liveProperty());
        Path home = Path.of(System.getProperty("belay.home", ""));
        return new Work(
                threads,
                () -> new Drafts(folder.resolve("wizards"), files, Platform::runLater),
                () ->
                        new NodeBook(
                                new LiveWays(connections, home),
                                new SingleStore(folder.resolve("hosts.json")),
                                background,
                                files,
                                Platform::runLater,
                                System::nanoTime),
                config,
                new LivePublisher(config, caches),
                audit,
                services,
                new LiveDrills(clusters.liveProperty()),
                new LiveProtect(design, services),
                new LiveFencing(design, clusters.liveProperty()),
                new LiveFences(clusters.liveProperty()),
                new LivePlan(design, clusters.liveProperty()));
    }
}
