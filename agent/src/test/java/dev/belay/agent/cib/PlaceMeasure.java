package dev.belay.agent.cib;

import dev.belay.model.cib.CibReader;
import dev.belay.model.place.Schedule;
import dev.belay.model.place.Scheduler;
import dev.belay.model.place.Situation;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// Plans clusters that grow, beside `crm_simulate` on those that it can take.
final class PlaceMeasure {

    private static final int ROUNDS = 7;
    private static final int[] SIZES = {10, 100, 250, 500, 1_000};
    private static final int ORACLE_MAX = 100;

    private PlaceMeasure() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        out.println("hosts resources | first, median (least to most) ms | steps | crm_simulate ms");
        for (int hosts : SIZES) {
            Path file = Files.createTempFile("belay-place", ".xml");
            try {
                Files.writeString(file, cib(hosts, hosts * 10));
                Situation situation = CibReader.read(CibFile.read(file), Instant.now()).situation();
                long[] nanos = new long[ROUNDS];
                Schedule schedule = new Schedule(java.util.List.of(), java.util.List.of());
                for (int i = 0; i < ROUNDS; i++) {
                    long begin = System.nanoTime();
                    schedule = Scheduler.schedule(situation);
                    nanos[i] = System.nanoTime() - begin;
                }
                double first = nanos[0] / 1e6;
                long[] sorted = LongStream.of(nanos).sorted().toArray();
                out.println(
                        String.format(
                                Locale.ROOT,
                                "%5d %9d | %.1f, %.1f (%.1f to %.1f) | %d | %s",
                                hosts,
                                hosts * 10,
                                first,
                                sorted[ROUNDS / 2] / 1e6,
                                sorted[0] / 1e6,
                                sorted[ROUNDS - 1] / 1e6,
                                schedule.steps().size(),
                                hosts <= ORACLE_MAX ? oracle(file) : "-"));
            } finally {
                Files.delete(file);
            }
        }
    }

    /// Its plan alone, without a simulation of what comes of it.
    private static String oracle(Path file) throws Exception {
        long begin = System.nanoTime();
        Process process =
                new ProcessBuilder("crm_simulate", "-x", file.toString(), "-s", "-Q")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);
        process.destroyForcibly();
        double millis = (System.nanoTime() - begin) / 1e6;
        return ended ? String.format(Locale.ROOT, "%.0f", millis) : "more than 20,000";
    }

    /// Every second block has a wish for a host, every fourth follows one before it, every fourth
    /// starts after one.
    private static String cib(int hosts, int resources) {
        Random dice = new Random(hosts);
        var nodes = new StringBuilder();
        var status = new StringBuilder();
        for (int i = 1; i <= hosts; i++) {
            nodes.append("<node id=\"%d\" uname=\"n%04d\"/>".formatted(i, i));
            status.append("<node_state id=\"%d\" uname=\"n%04d\" in_ccm=\"true\"".formatted(i, i));
            status.append(" crmd=\"online\" join=\"member\" expected=\"member\"/>");
        }
        var body = new StringBuilder();
        var constraints = new StringBuilder();
        String[] blocks = new String[resources];
        int block = 0;
        for (int i = 0; i < resources; block++) {
            int members = dice.nextInt(3) == 0 ? Math.min(3, resources - i) : 1;
            blocks[block] = members > 1 ? "g" + i : "r" + i;
            if (members > 1) {
                body.append("<group id=\"").append(blocks[block]).append("\">");
            }
            for (int end = i + members; i < end; i++) {
                body.append("<primitive id=\"r").append(i);
                body.append("\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"/>");
            }
            body.append(members > 1 ? "</group>" : "");
            constrain(constraints, blocks, block, hosts, dice);
        }
        return """
        <cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" admin_epoch="0" epoch="1" \
        num_updates="0" have-quorum="1"><configuration><crm_config>\
        <cluster_property_set id="o"><nvpair id="o1" name="stonith-enabled" value="false"/>\
        </cluster_property_set></crm_config><nodes>%s</nodes><resources>%s</resources>\
        <constraints>%s</constraints></configuration><status>%s</status></cib>
        """
                .formatted(nodes, body, constraints, status);
    }

    private static void constrain(
            StringBuilder text, String[] blocks, int block, int hosts, Random dice) {
        String[] scores = {"INFINITY", "-INFINITY", "100", "-100"};
        String name = blocks[block];
        if (block % 2 == 0) {
            text.append(
                    "<rsc_location id=\"l%d\" rsc=\"%s\" node=\"n%04d\" score=\"%d\"/>"
                            .formatted(
                                    block, name, 1 + dice.nextInt(hosts), dice.nextInt(200) - 50));
        } else if (block % 4 == 1) {
            text.append(
                    "<rsc_colocation id=\"c%d\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"/>"
                            .formatted(
                                    block,
                                    name,
                                    blocks[dice.nextInt(block)],
                                    scores[dice.nextInt(scores.length)]));
        } else {
            text.append(
                    "<rsc_order id=\"o%d\" first=\"%s\" then=\"%s\"/>"
                            .formatted(block + 10, blocks[dice.nextInt(block)], name));
        }
    }
}
