package dev.belay.app.shell;

import dev.belay.api.ApiError;
import dev.belay.api.EnrollmentView.Candidate;
import dev.belay.api.EnrollmentView.Step;
import dev.belay.app.audit.AuditFixture;
import dev.belay.app.config.ConfigFixture;
import dev.belay.app.design.DesignFixture;
import dev.belay.app.drill.DrillFixture;
import dev.belay.app.enroll.EnrollFixture;
import dev.belay.app.enroll.NodeBook;
import dev.belay.app.enroll.SingleStore;
import dev.belay.app.fencing.FencesFixture;
import dev.belay.app.fencing.FencingFixture;
import dev.belay.app.plan.PlanFixture;
import dev.belay.app.protect.ProtectFixture;
import dev.belay.app.services.ServicesFixture;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.WizardModel;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Hosts, config sets and an audit log that were written down: for pictures. Nothing is read, and
/// what would be written goes nowhere.
final class RecordedWork {
    private final EnrollFixture hosts = new EnrollFixture(() -> RecordedCluster.NOW);
    private final ConfigFixture config = new ConfigFixture(RecordedCluster.NOW);
    private final AuditFixture audit = new AuditFixture(RecordedCluster.NOW);
    private final ServicesFixture services = new ServicesFixture(RecordedCluster.NOW);
    private final DrillFixture drills = new DrillFixture(RecordedCluster.NOW);
    private final DesignFixture design =
            DesignFixture.voters("edge-tokyo", RecordedCluster.NOW, "gw-1", "gw-2", "gw-3");
    private final ProtectFixture protection = new ProtectFixture(design, RecordedCluster.NOW);
    private final FencingFixture fencing = new FencingFixture(design, RecordedCluster.NOW);
    private final FencesFixture fences = new FencesFixture(RecordedCluster.NOW);
    private final PlanFixture plans = new PlanFixture(design, RecordedCluster.NOW);
    private final NodeBook book;
    private final Drafts drafts;
    private final Work work;
    private long nanos;

    RecordedWork() {
        Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "belay-recorded");
        WizardModel.Ports threads =
                new WizardModel.Ports(
                        RecordedWork::run, Runnable::run, () -> nanos, () -> RecordedCluster.NOW);
        book =
                new NodeBook(
                        hosts,
                        new SingleStore(nowhere.resolve("hosts.json")),
                        Runnable::run,
                        task -> {},
                        Runnable::run,
                        () -> 0);
        drafts = new Drafts(nowhere, task -> {}, Runnable::run);
        work =
                new Work(
                        threads,
                        () -> drafts,
                        () -> book,
                        config,
                        config,
                        audit,
                        services,
                        drills,
                        protection,
                        fencing,
                        fences,
                        plans);
        hosts.member("gw-1", "edge-tokyo", true);
        hosts.member("gw-2", "edge-tokyo", false);
        hosts.member("gw-3", "edge-tokyo", false);
        book.put(hosts.host("gw-4", true, true), null);
        book.put(hosts.host("gw-5", true, false), null);
        book.put(hosts.host("old-gw", true, true), null);
        hosts.formerAdmin("old-gw");
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (DrillFixture.StillRunning e) {
            // It stays as it is in this picture.
        }
    }

    Work work() {
        return work;
    }

    /// Lets time pass in which nobody says anything.
    void pass(Duration time) {
        nanos += time.toNanos();
    }

    EnrollFixture hosts() {
        return hosts;
    }

    ServicesFixture services() {
        return services;
    }

    ProtectFixture protection() {
        return protection;
    }

    DesignFixture design() {
        return design;
    }

    FencingFixture fencing() {
        return fencing;
    }

    FencesFixture fences() {
        return fences;
    }

    PlanFixture plans() {
        return plans;
    }

    DrillFixture drills() {
        return drills;
    }

    ConfigFixture config() {
        return config;
    }

    /// Workers have come, some right and some wrong.
    void arrivals() {
        came("gw-2", "gw-2.example.com", "10.0.120.100", Step.VERIFIED, 2, null);
        came("gw-3", "gw-3.example.com", "10.0.120.101", Step.VERIFIED, 4, null);
        came("gw-6", "gw-6.example.com", "10.0.110.104", Step.KEYS, 1, null);
        came(
                "gw-5",
                "gw-5.example.com",
                "10.0.110.105",
                Step.REFUSED,
                31,
                new ApiError(
                        "keys-not-reset",
                        "keys made for enrollment",
                        "its keys were not reset",
                        "reset its keys, then paste again"));
        came(
                "old-gw",
                "old-gw.example.com",
                "10.0.90.12",
                Step.REFUSED,
                120,
                new ApiError(
                        "former-admin-not-reset",
                        "a node that was no admin",
                        "it was an admin before",
                        "reset the node; then it can become a worker"));
        came(
                "stranger",
                "stranger",
                "10.0.90.77",
                Step.REFUSED,
                200,
                new ApiError(
                        "token-of-another-cluster",
                        "a token of this cluster",
                        "one of another cluster",
                        "paste the token that this cluster's admin shows"));
    }

    private void came(
            String node,
            String host,
            String address,
            Step step,
            long secondsAgo,
            @Nullable ApiError refusal) {
        Instant at = RecordedCluster.NOW.minusSeconds(secondsAgo);
        hosts.arrives(new Candidate(node, host, address, step, at, refusal, 1_800_000, 4_200_000));
    }

    /// The next answer of a call never comes.
    void silent(String call) {
        hosts.refuse(
                call,
                AgentException.Kind.UNKNOWN,
                new ApiError(
                        "no-answer",
                        "an answer of gw-2",
                        "silence for 60 s",
                        "read it back, then go on"));
    }
}
