package dev.belay.app.shell;

import dev.belay.app.answers.AnswerPlaces;
import dev.belay.app.answers.Desk;
import dev.belay.app.audit.AuditView;
import dev.belay.app.bundles.BundlePorts;
import dev.belay.app.bundles.BundleScreen;
import dev.belay.app.config.ConfigModel;
import dev.belay.app.config.ConfigView;
import dev.belay.app.connect.Asked;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connections.ConnectionsView;
import dev.belay.app.design.CloudAnswers;
import dev.belay.app.drill.DrillModel;
import dev.belay.app.drill.DrillsScreen;
import dev.belay.app.drill.StoryModel;
import dev.belay.app.drill.StoryScreen;
import dev.belay.app.events.EventsView;
import dev.belay.app.fencing.FencesModel;
import dev.belay.app.fencing.FencesScreen;
import dev.belay.app.health.HealthModel;
import dev.belay.app.health.HealthView;
import dev.belay.app.health.SaveFile;
import dev.belay.app.lab.LabModel;
import dev.belay.app.path.PathPorts;
import dev.belay.app.plan.PlanModel;
import dev.belay.app.plan.PlanScreen;
import dev.belay.app.services.ServicesModel;
import dev.belay.app.services.ServicesScreen;
import dev.belay.app.topology.TopologyScreen;
import dev.belay.app.ui.Overlay;
import dev.belay.app.ui.Saver;
import dev.belay.app.ui.Screen;
import dev.belay.app.ui.Texts;
import dev.belay.app.ui.Ui;
import dev.belay.app.wizard.WizardsView;
import dev.belay.model.design.Design;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.Clipboard;

/// Which screen stands behind which place of the rail; nothing of a screen is loaded before it is
/// looked at.
final class Wiring {
    private final Texts texts;
    private final Clusters clusters;
    private final LabModel lab;
    private final Screens screens = new Screens();

    private Wiring(Ui ui, Clusters clusters, LabModel lab) {
        this.texts = ui.texts(Wiring.class);
        this.clusters = clusters;
        this.lab = lab;
    }

    /// The world outside, as the screens reach it.
    ///
    /// @param saver asks where, and writes a text
    /// @param files asks where
    /// @param wallMillis the clock of this computer, since the epoch
    /// @param background where drawings are laid out
    /// @param folder asks for a folder
    /// @param bundles where they are, and who vouches for them
    /// @param answers asks where answers of AWS are
    /// @param go brings a place of the rail into view
    /// @param work what the new screens work on
    record Ports(
            Saver saver,
            SaveFile files,
            LongSupplier wallMillis,
            Executor background,
            Work work,
            Supplier<Optional<Path>> folder,
            AnswerPlaces answers,
            BundlePorts bundles,
            Consumer<Destination> go) {}

    /// The screens of this version.
    ///
    /// @param goToConnections brings the connections into view
    static Screens screens(
            Ui ui,
            Clusters clusters,
            LabModel lab,
            Connector connector,
            Designs designs,
            Overlay overlay,
            Ports ports,
            Runnable goToConnections) {
        Wiring wiring = new Wiring(ui, clusters, lab);
        Work work = ports.work();
        CloudAnswers answers = new CloudAnswers(work.threads().background(), work.threads().ui());
        Accounts.forget(answers, designs.editor(), clusters);
        PlanModel plan = wiring.planModel(ui, designs, work);
        PlanSight sight = PlanSight.of(plan, clusters, designs, work, ui, wiring.screens::showPlan);
        DrillModel drills = drills(clusters, work);
        wiring.screens.add(
                Destination.TOPOLOGY,
                () ->
                        new TopologyScreen(
                                clusters.liveProperty(),
                                designs.editor(),
                                ui,
                                ports.background(),
                                goToConnections,
                                sight,
                                wanted -> {
                                    drills.prepare(
                                            new DrillModel.Hypothesis(
                                                    wanted.kind(),
                                                    wanted.member(),
                                                    wanted.services()));
                                    ports.go().accept(Destination.DRILLS);
                                },
                                pathPorts(work, answers, ports)));
        wiring.plan(ui, plan, designs, overlay, ports, goToConnections);
        wiring.bundles(ui, plan, designs, overlay, ports);
        ObjectProperty<Tabs.Past> tab = new SimpleObjectProperty<>(Tabs.Past.EVENTS);
        StoryModel stories =
                new StoryModel(work.drills(), work.threads().background(), work.threads().ui());
        clusters.liveProperty().subscribe((before, now) -> stories.forget());
        Consumer<String> goToStory =
                service -> {
                    stories.chooseLastOf(service);
                    tab.set(Tabs.Past.FAILOVERS);
                    ports.go().accept(Destination.EVENTS);
                    stories.ask();
                };
        wiring.cluster(
                Destination.SERVICES,
                () ->
                        new Tabs<>(
                                        wiring.texts,
                                        "services-or-fencing",
                                        new SimpleObjectProperty<>(Tabs.Running.SERVICES))
                                .add(
                                        Tabs.Running.SERVICES,
                                        "services",
                                        "fth-layers",
                                        () -> services(ui, clusters, work, overlay, goToStory))
                                .add(
                                        Tabs.Running.FENCING,
                                        "fencing",
                                        "fth-power",
                                        () -> wiring.fencing(ui, work, overlay, ports.go()))
                                .done());
        wiring.cluster(
                Destination.DRILLS, () -> new DrillsScreen(ui, drills, overlay, ports.saver()));
        wiring.cluster(
                Destination.HEALTH,
                () ->
                        new HealthView(
                                ui,
                                new HealthModel(
                                        clusters.liveProperty(),
                                        ports.wallMillis(),
                                        connector::askAgain),
                                ports.files(),
                                goToConnections));
        wiring.cluster(
                Destination.EVENTS,
                () ->
                        new Tabs<>(wiring.texts, "events-or-audit", tab)
                                .add(
                                        Tabs.Past.EVENTS,
                                        "events",
                                        "fth-list",
                                        () ->
                                                new EventsView(
                                                        ui, clusters.liveProperty(), ports.saver()))
                                .add(
                                        Tabs.Past.FAILOVERS,
                                        "failovers",
                                        "fth-book-open",
                                        () -> new StoryScreen(ui, stories, ports.saver()))
                                .add(
                                        Tabs.Past.AUDIT,
                                        "audit",
                                        "fth-shield",
                                        () ->
                                                new AuditView(
                                                        ui,
                                                        work.audit(),
                                                        work.threads().background(),
                                                        work.threads().ui()))
                                .done());
        wiring.cluster(
                Destination.CONFIG,
                () ->
                        new ConfigView(
                                ui,
                                new ConfigModel(
                                        work.config(),
                                        work.publisher(),
                                        work.threads().background(),
                                        work.threads().ui(),
                                        work.threads().nanos()),
                                overlay,
                                ports.folder()));
        wiring.screens.add(
                Destination.WIZARDS,
                () ->
                        new WizardsView(
                                ui,
                                Wizards.offers(
                                        ui,
                                        clusters,
                                        work,
                                        new Desk(
                                                new OpenDrawing(designs.editor()),
                                                answers,
                                                ports.answers(),
                                                ports.saver()),
                                        overlay,
                                        () -> ports.go().accept(Destination.EVENTS)),
                                work.drafts().get(),
                                overlay,
                                ports.saver()));
        wiring.screens.add(
                Destination.CONNECTIONS,
                () -> new ConnectionsView(ui, connector.model(), overlay, connector::look));
        return wiring.screens;
    }

    private PlanModel planModel(Ui ui, Designs designs, Work work) {
        PlanModel model =
                new PlanModel(
                        work.plans(),
                        designs.designProperty(),
                        clusters.isProtectedProperty(),
                        new Asked.Means(
                                work.threads().background(),
                                work.threads().ui(),
                                work.threads().nanos()));
        clusters.liveProperty().subscribe((before, now) -> model.forget());
        ui.beatProperty()
                .subscribe((before, now) -> {
                    if (clusters.liveProperty().get() != null) {
                        model.beat();
                    }
                });
        return model;
    }

    private void plan(
            Ui ui,
            PlanModel model,
            Designs designs,
            Overlay overlay,
            Ports ports,
            Runnable goToConnections) {
        screens.addPlan(
                model.countProperty(),
                () ->
                        new PlanScreen(
                                ui,
                                model,
                                clusters.liveProperty().flatMap(LiveCluster::nameProperty),
                                overlay,
                                ports.saver(),
                                new PlanScreen.Window() {
                                    @Override
                                    public void back() {
                                        ports.go().accept(Destination.TOPOLOGY);
                                    }

                                    @Override
                                    public void connect() {
                                        goToConnections.run();
                                    }

                                    @Override
                                    public void open() {
                                        designs.choose(this::back);
                                    }

                                    @Override
                                    public void take(Design design) {
                                        designs.take(design, () -> draw(ports.go()));
                                    }
                                }));
    }

    private void bundles(Ui ui, PlanModel plan, Designs designs, Overlay overlay, Ports ports) {
        screens.addBundles(
                new BundlePlace(
                        ui,
                        overlay,
                        ports.bundles(),
                        designs,
                        InForceNow.of(
                                plan,
                                ports.work().threads().background(),
                                ports.work().threads().ui()),
                        new BundleScreen.Window() {
                            @Override
                            public void back() {
                                ports.go().accept(Destination.TOPOLOGY);
                            }

                            @Override
                            public void draw() {
                                Wiring.this.draw(ports.go());
                            }
                        }));
    }

    private void draw(Consumer<Destination> go) {
        go.accept(Destination.TOPOLOGY);
        if (screens.get(Destination.TOPOLOGY) instanceof TopologyScreen topology) {
            topology.draw();
        }
    }

    /// What AWS answered comes from the clipboard, or from a folder.
    private static PathPorts pathPorts(Work work, CloudAnswers answers, Ports ports) {
        return new PathPorts(
                answers,
                () -> Optional.ofNullable(Clipboard.getSystemClipboard().getString()),
                ports.folder(),
                work.threads().background(),
                work.threads().ui(),
                InstantSource.system());
    }

    private static DrillModel drills(Clusters clusters, Work work) {
        DrillModel model =
                new DrillModel(
                        work.drills(),
                        work.threads().background(),
                        work.threads().ui(),
                        clusters.isProtectedProperty());
        clusters.liveProperty().subscribe((before, now) -> model.forget());
        return model;
    }

    private static Screen services(
            Ui ui, Clusters clusters, Work work, Overlay overlay, Consumer<String> story) {
        ServicesModel model =
                new ServicesModel(
                        work.services(),
                        work.threads().background(),
                        work.threads().ui(),
                        work.threads().nanos(),
                        clusters.isProtectedProperty());
        // Orders go to the cluster that is looked at: nothing of another one may stand there.
        clusters.liveProperty().subscribe((before, now) -> model.forget());
        return new ServicesScreen(ui, model, overlay, story);
    }

    private Screen fencing(Ui ui, Work work, Overlay overlay, Consumer<Destination> go) {
        FencesModel model =
                new FencesModel(
                        work.fences(),
                        work.threads().background(),
                        work.threads().ui(),
                        work.threads().nanos(),
                        clusters.isProtectedProperty());
        clusters.liveProperty().subscribe((before, now) -> model.forget());
        return new FencesScreen(
                ui,
                model,
                overlay,
                () -> {
                    go.accept(Destination.WIZARDS);
                    if (screens.get(Destination.WIZARDS) instanceof WizardsView wizards) {
                        wizards.open("fence");
                    }
                });
    }

    private void cluster(Destination destination, Supplier<Screen> maker) {
        screens.add(
                destination,
                () -> new ClusterScreen(texts, destination, clusters.liveProperty(), lab, maker));
    }
}
