package dev.belay.app.config;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigDiff;
import dev.belay.api.ConfigDiff.FileDiff;
import dev.belay.api.ConfigRollback;
import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Change;
import dev.belay.api.ConfigSetView.Drift;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.api.ConfigSetView.NodeState;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Rollout;
import dev.belay.api.ConfigSetView.Version;
import dev.belay.api.DriftOrder;
import dev.belay.model.content.ContentException;
import dev.belay.reach.AgentException;
import dev.belay.reach.publish.Publisher.Wish;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Config sets that were written down: for pictures and tests.
public final class ConfigFixture implements ConfigPort, ConfigPort.Publisher {
    private final Instant now;
    private final List<String> calls = new ArrayList<>();
    private final List<ConfigSetView> made = new ArrayList<>();
    private boolean empty;
    private List<ApiError> refusals = List.of();
    private @Nullable AgentException failure;

    public ConfigFixture(Instant now) {
        this.now = now;
    }

    /// A cluster without a set.
    public ConfigFixture empty() {
        empty = true;
        return this;
    }

    /// Every call fails from now on; null for none.
    public void fail(AgentException.@Nullable Kind kind) {
        failure =
                kind == null
                        ? null
                        : new AgentException(
                                kind,
                                new ApiError(
                                        "no-answer",
                                        "an answer of gw-1",
                                        "silence for 5 s",
                                        "check the tunnel to gw-1"),
                                null);
    }

    /// Every call that changes something, in its order.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public List<ConfigSetView> sets() throws AgentException {
        answer();
        List<ConfigSetView> sets = new ArrayList<>(empty ? List.of() : List.of(nginx(), squid()));
        sets.addAll(made);
        return sets;
    }

    private void answer() throws AgentException {
        AgentException why = failure;
        if (why != null) {
            throw why;
        }
    }

    private ConfigSetView nginx() {
        List<Version> versions =
                List.of(
                        version(43, 212, 4_200_000, 12, "larger bodies for uploads"),
                        version(42, 212, 4_190_000, 1_500, "new certificate chain"),
                        version(41, 209, 4_100_000, 9_000, ""));
        return new ConfigSetView(
                "edge-nginx",
                "/etc/nginx",
                new Hook(
                        Hook.Kind.NGINX,
                        List.of("nginx", "-t"),
                        List.of("nginx", "-s", "reload"),
                        443,
                        10_000),
                43,
                versions,
                new Rollout(43, 42, Phase.DONE, "gw-2", List.of(), ""),
                List.of(
                        node("gw-1", 43, List.of(), null),
                        node(
                                "gw-2",
                                43,
                                List.of(
                                        new Drift("conf.d/site.conf", Change.CONTENT),
                                        new Drift("conf.d/old.conf.bak", Change.ADDED)),
                                null),
                        node(
                                "gw-3",
                                42,
                                List.of(),
                                new ApiError(
                                        "reload-without-effect",
                                        "new workers of nginx that listen on port 443",
                                        "'bind() to 0.0.0.0:443 failed (98: Address in use)'",
                                        "the old configuration goes on serving: look whether another program has"
                                                + " the port"))));
    }

    private ConfigSetView squid() {
        return new ConfigSetView(
                "proxy-squid",
                "/etc/squid",
                new Hook(Hook.Kind.SQUID, List.of(), List.of(), 3128, 10_000),
                7,
                List.of(version(7, 3, 18_000, 20_000, "first")),
                null,
                List.of(node("gw-1", 7, List.of(), null), node("gw-2", 7, List.of(), null)));
    }

    private Version version(long number, int files, long bytes, long minutesAgo, String note) {
        return new Version(
                number,
                "m" + number,
                files,
                bytes,
                now.minus(Duration.ofMinutes(minutesAgo)),
                "kaito",
                note);
    }

    private NodeState node(String node, long version, List<Drift> drift, @Nullable ApiError error) {
        return new NodeState(node, version, drift, error, now);
    }

    @Override
    public ConfigDiff diff(String set, String from, String to) throws AgentException {
        answer();
        return new ConfigDiff(
                set,
                from,
                to.replace("node:", ""),
                List.of(
                        new FileDiff(
                                "conf.d/site.conf",
                                Change.CONTENT,
                                """
                                @@ -1,9 +1,10 @@
                                 # the admin’s site, the same on every node
                                 server {
                                     listen 443 ssl;
                                -    client_max_body_size 8m;
                                +    client_max_body_size 64m;
                                     server_name edge.example.com;
                                     location / {
                                -        proxy_pass http://10.0.110.20:8080;
                                +        proxy_pass http://10.0.110.21:8080;
                                +        proxy_set_header Host $host;
                                     }
                                 }
                                """,
                                ""),
                        new FileDiff(
                                "limits.json",
                                Change.CONTENT,
                                """
                                @@ -1,4 +1,4 @@
                                 {
                                -  "burst": 20,
                                +  "burst": 40,
                                   "mode": "strict"
                                 }
                                """,
                                ""),
                        new FileDiff(
                                "tls/edge.pem", Change.OWNER_OR_MODE, "", "mode 0644 -> 0640")));
    }

    @Override
    public ConfigSetView rollback(ConfigRollback rollback) throws AgentException {
        calls.add("rollback " + rollback.set() + " " + rollback.version());
        answer();
        return nginx();
    }

    /// The next folder is refused so; a copy is kept.
    public void refuse(List<ApiError> errors) {
        refusals = List.copyOf(errors);
    }

    @Override
    public boolean publish(Path folder, Wish wish, Progress progress)
            throws AgentException, ContentException {
        answer();
        if (!refusals.isEmpty()) {
            throw new ContentException(refusals);
        }
        for (long sent = 1_000_000; sent <= 4_000_000; sent += 1_000_000) {
            if (!progress.goesOn(sent, 4_000_000)) {
                return false;
            }
        }
        calls.add("publish " + wish.set() + " " + folder + " " + wish.note());
        Hook hook = wish.hook();
        if (!wish.target().isEmpty() && hook != null) {
            made.add(
                    new ConfigSetView(
                            wish.set(),
                            wish.target(),
                            hook,
                            1,
                            List.of(version(1, 12, 4_000_000, 0, wish.note())),
                            new Rollout(1, 0, Phase.DONE, "gw-2", List.of(), ""),
                            List.of(node("gw-1", 1, List.of(), null))));
        }
        return true;
    }

    @Override
    public ConfigSetView settle(DriftOrder order) throws AgentException {
        calls.add(order.action() + " " + order.set() + " " + order.node());
        answer();
        return nginx();
    }
}
