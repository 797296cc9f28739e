package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.api.WhoAmI;
import dev.belay.reach.AgentException;
import dev.belay.reach.AgentPath;
import dev.belay.reach.ApiClient;
import dev.belay.reach.ssh.ConnectStep;
import dev.belay.reach.ssh.ConnectWatch;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Goes the way to a node step by step, and shows of each step whether it passes, on what evidence,
/// and what to do if not. Its observable values are confined to the UI thread.
public final class TunnelDoctor {

    private static final System.Logger LOG = System.getLogger(TunnelDoctor.class.getName());

    /// A way that is opened while somebody looks on.
    interface Way {
        /// What was opened, to be closed after the visit.
        interface Opened extends AutoCloseable {
            AgentPath path();

            @Override
            void close();
        }

        Opened open(ConnectWatch watch) throws AgentException;
    }

    private final Executor ui;
    private final Way way;
    private final String host;
    private final ObservableList<DoctorStep> steps = FXCollections.observableArrayList();
    private final ObservableList<DoctorStep> stepsReadOnly =
            FXCollections.unmodifiableObservableList(steps);
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper(this, "done");
    private volatile boolean cancelled;

    TunnelDoctor(String host, boolean bySsh, Way way, Executor ui) {
        this.host = host;
        this.way = way;
        this.ui = ui;
        for (ConnectStep step : ConnectStep.values()) {
            if (bySsh || step.compareTo(ConnectStep.SOCKET) >= 0) {
                steps.add(new DoctorStep(step, host, DoctorStep.State.WAITING, "", null));
            }
        }
    }

    /// The steps in their order; with jump hosts, theirs come first.
    public ObservableList<DoctorStep> steps() {
        return stepsReadOnly;
    }

    /// Whether the visit is over.
    public ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /// Shows nothing more; what is under way ends by itself.
    public void cancel() {
        cancelled = true;
        done.set(true);
    }

    void start() {
        Thread.ofVirtual().name("tunnel doctor").start(this::visit);
    }

    private void visit() {
        try (Way.Opened opened = way.open(new Watch())) {
            begin(ConnectStep.SOCKET);
            opened.path().open().close();
            pass(ConnectStep.SOCKET, opened.path().describe());
            begin(ConnectStep.WHO_AM_I);
            long start = System.nanoTime();
            WhoAmI who = new ApiClient(opened.path()).whoAmI();
            pass(
                    ConnectStep.WHO_AM_I,
                    String.format(
                            Locale.ROOT,
                            "%s of %s, belayd %s; you are %s (%s); %.1f ms",
                            who.nodeName(),
                            who.clusterName(),
                            who.agentVersion(),
                            who.user(),
                            who.role().name().toLowerCase(Locale.ROOT),
                            (System.nanoTime() - start) / 1e6));
        } catch (AgentException e) {
            change(() -> fail(e.error()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the tunnel doctor stumbled", e);
            change(() ->
                    fail(
                            new ApiError(
                                    "doctor",
                                    "a check of the tunnel",
                                    "'" + e + "'",
                                    "this is a fault of the program: see its log")));
        }
        change(this::finish);
    }

    private void begin(ConnectStep step) {
        set(
                step,
                host,
                was -> new DoctorStep(step, was.host(), DoctorStep.State.RUNNING, "", null));
    }

    private void pass(ConnectStep step, String evidence) {
        set(
                step,
                host,
                was -> new DoctorStep(step, was.host(), DoctorStep.State.PASSED, evidence, null));
    }

    private void fail(ApiError error) {
        int failed = first(DoctorStep.State.RUNNING);
        failed = failed < 0 ? first(DoctorStep.State.WAITING) : failed;
        if (failed >= 0) {
            DoctorStep step = steps.get(failed);
            steps.set(
                    failed,
                    new DoctorStep(
                            step.step(),
                            step.host(),
                            DoctorStep.State.FAILED,
                            error.found(),
                            error));
        }
    }

    private int first(DoctorStep.State state) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() == state) {
                return i;
            }
        }
        return -1;
    }

    private void finish() {
        steps.replaceAll(step ->
                step.state() == DoctorStep.State.WAITING
                        ? new DoctorStep(
                                step.step(), step.host(), DoctorStep.State.SKIPPED, "", null)
                        : step);
        done.set(true);
    }

    private void set(ConnectStep step, String at, UnaryOperator<DoctorStep> next) {
        change(() -> {
            for (int i = 0; i < steps.size(); i++) {
                DoctorStep one = steps.get(i);
                if (one.step() == step && one.host().equals(at)) {
                    steps.set(i, next.apply(one));
                    return;
                }
            }
            // A jump host that shows up on the way: before the steps of the node itself.
            DoctorStep added =
                    next.apply(new DoctorStep(step, at, DoctorStep.State.WAITING, "", null));
            steps.add(firstOfNode(), added);
        });
    }

    private int firstOfNode() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).host().equals(host)) {
                return i;
            }
        }
        return steps.size();
    }

    private void change(Runnable change) {
        ui.execute(() -> {
            if (!cancelled) {
                change.run();
            }
        });
    }

    private final class Watch implements ConnectWatch {
        @Override
        public void began(ConnectStep step, String at) {
            set(step, at, was -> running(step, at, was));
        }

        private static DoctorStep running(ConnectStep step, String at, @Nullable DoctorStep was) {
            String evidence = was == null ? "" : was.evidence();
            return new DoctorStep(step, at, DoctorStep.State.RUNNING, evidence, null);
        }

        @Override
        public void passed(ConnectStep step, String at, String evidence) {
            set(step, at, was -> new DoctorStep(step, at, DoctorStep.State.PASSED, evidence, null));
        }
    }
}
