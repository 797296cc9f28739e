package dev.belay.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.belay.app.ui.Language;
import dev.belay.app.ui.Look;
import dev.belay.app.ui.Ui;
import dev.belay.model.status.Measure;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/// What live graphs cost; not part of the usual run, its name does not end in `Test`. Run it by
/// `bench/graph-cost`. Busy data on purpose: each pixel column has another smallest and largest
/// value.
class GraphCost {

    private static final int POINTS = 3_600;
    private static final int FRAME_MILLIS = 100;
    private static final int WARM_FRAMES = 80;
    private static final int FRAMES = 200;
    private static final double HALF_A_CORE = 50;

    private final List<SampleRing> rings = new ArrayList<>();
    private final List<GraphPlot> plots = new ArrayList<>();
    private final Random random = new Random(67);
    private long now = System.currentTimeMillis();

    private record Cost(double percentOfCore, double framesPerSecond) {}

    @Test
    void twelve_lines_of_3_600_points_ten_times_a_second_cost_less_than_half_a_core()
            throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        Platform.setImplicitExit(false);
        started.await();
        Cost idle = measure("no graph", 0, 0, 0);
        Cost grid = measure("6 graphs of 2 lines", 6, 2, 176);
        Cost three = measure("6 graphs of 3 lines", 6, 3, 176);
        Cost one = measure("1 wide graph of 12 lines", 1, 12, 600);
        String memory =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("VmRSS unknown");
        report("whole process: " + memory.replaceAll("\\s+", " "));
        assertThat(idle.percentOfCore()).isLessThan(HALF_A_CORE);
        assertThat(grid.percentOfCore()).isLessThan(HALF_A_CORE);
        assertThat(three.percentOfCore()).isLessThan(HALF_A_CORE);
        assertThat(one.percentOfCore()).isLessThan(HALF_A_CORE);
        assertThat(grid.framesPerSecond()).isGreaterThan(8);
    }

    private Cost measure(String name, int graphs, int lines, double height) throws Exception {
        Stage[] stage = new Stage[1];
        onFx(() -> stage[0] = open(graphs, lines, height));
        AtomicInteger drawn = new AtomicInteger();
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        run(WARM_FRAMES, drawn);
        drawn.set(0);
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        run(FRAMES, drawn);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double percent = (system.getProcessCpuTime() - cpu) / 1e7 / seconds;
        Cost cost = new Cost(percent, drawn.get() / seconds);
        report(
                String.format(
                        "%-26s %5.1f %% of a core, %4.1f frames/s",
                        name, cost.percentOfCore(), cost.framesPerSecond()));
        onFx(() -> stage[0].close());
        return cost;
    }

    private Stage open(int graphs, int lines, double height) {
        Ui ui = new Ui(Language.ENGLISH, Look.LIGHT, 100);
        rings.clear();
        plots.clear();
        for (int line = 0; line < lines; line++) {
            SampleRing ring = new SampleRing(POINTS, graphs);
            for (int point = 0; point < POINTS; point++) {
                ring.add(now - (POINTS - point) * 100L, row(graphs));
            }
            rings.add(ring);
        }
        GridPane grid = new GridPane();
        for (int graph = 0; graph < graphs; graph++) {
            GraphPlot plot = new GraphPlot(ui, frame(graph));
            plot.setPrefSize(990.0 / Math.min(3, graphs), height);
            grid.add(plot, graph % 3, graph / 3);
            plots.add(plot);
        }
        Scene scene = new Scene(grid, 990, 640);
        ui.dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    // A live clock is what is being measured here, so this one test does wait for time to pass.
    private void run(int frames, AtomicInteger drawn) throws Exception {
        for (int frame = 0; frame < frames; frame++) {
            Thread.sleep(FRAME_MILLIS);
            onFx(() -> {
                now = System.currentTimeMillis();
                rings.forEach(ring -> ring.add(now, row(plots.size())));
                for (int graph = 0; graph < plots.size(); graph++) {
                    plots.get(graph).draw(frame(graph));
                }
                drawn.incrementAndGet();
            });
        }
    }

    private double[] row(int graphs) {
        double[] row = new double[graphs];
        for (int graph = 0; graph < graphs; graph++) {
            row[graph] = 40 + random.nextGaussian() * 8;
        }
        return row;
    }

    private GraphFrame frame(int graph) {
        List<GraphFrame.Line> lines = new ArrayList<>();
        for (int line = 0; line < rings.size(); line++) {
            lines.add(new GraphFrame.Line("n" + line, line, rings.get(line).points(graph, 0)));
        }
        TimeWindow window = TimeWindow.endingAt(now, Range.LIVE.millis());
        return new GraphFrame(0, Measure.CPU, window, lines, List.of(), List.of(), null);
    }

    private static void onFx(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                work.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    private static void report(String line) throws Exception {
        Path file = Path.of("target", "graph-cost.txt");
        Files.createDirectories(file.getParent());
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, before + line + System.lineSeparator());
    }
}
