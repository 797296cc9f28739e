package dev.belay.app.shell;

import dev.belay.api.ApiError;
import dev.belay.app.connect.ConnectionsFixture;
import dev.belay.app.connect.LiveCluster;
import dev.belay.app.connect.LiveClusterFixture;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connect.SavedConnection.SavedNode;
import dev.belay.app.connect.TunnelState;
import dev.belay.app.ui.Language;
import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SecretQuestion;
import dev.belay.reach.ssh.SshFacts;
import java.nio.file.Path;
import java.util.List;

/// Connections and questions that were written down: for pictures.
final class RecordedConnections {
    static final HostKeyOffer OFFER =
            new HostKeyOffer(
                    "gw-1.example.com",
                    "ED25519",
                    "SHA256:1pQvO7W0b9f6mWc5k0oV6xQ1yJmC2m5cW9t0QK3rXhE",
                    List.of());

    static final SecretQuestion PASSPHRASE =
            new SecretQuestion(
                    SecretQuestion.Kind.PASSPHRASE,
                    "/home/kaito/.ssh/id_ed25519",
                    "Pass-phrase of /home/kaito/.ssh/id_ed25519",
                    true,
                    true);

    static final ApiError CHANGED =
            new ApiError(
                    "ssh-host-key-changed",
                    "the host key of gw-3.example.com that is known",
                    "ED25519 SHA256:9tUqgEoMlyk0O1Jx2mC6zrBqk4n8o7Wv3H5bR0aZsYw in place of"
                            + " SHA256:2mF0v8yHnJkq3rT6wXcV9bL1oPz5sD7gKj4eQaRi0Uu",
                    "ask whoever runs the host; if it was set up anew, remove line 12 of"
                            + " /home/kaito/.ssh/known_hosts");

    private RecordedConnections() {}

    static ConnectionsFixture connections(Language language) {
        ConnectionsFixture fixture =
                new ConnectionsFixture(
                        Path.of(System.getProperty("java.io.tmpdir"), "belay-recorded"));
        LiveClusterFixture facts = RecordedCluster.healthy();
        facts.tunnel("gw-2", TunnelState.BROKEN, "the connection ended: 'Connection reset'");
        facts.tunnel("gw-3", TunnelState.REFUSED, "the host key of gw-3.example.com has changed");
        LiveCluster cluster = facts.cluster();
        SshFacts ssh =
                new SshFacts(
                        "admin@gw-1.example.com:22",
                        List.of("bastion.example.com"),
                        "OpenSSH_9.2p1",
                        "ED25519",
                        "SHA256:1pQvO7W0b9f6mWc5k0oV6xQ1yJmC2m5cW9t0QK3rXhE",
                        "key 'kaito@admin-pc' of the ssh-agent",
                        "curve25519-sha256, aes256-gcm",
                        List.of());
        ConnectionsFixture.way(cluster, "gw-1", "admin@gw-1.example.com:22", ssh, 0.42);
        ConnectionsFixture.stopped(cluster, "gw-3", "admin@gw-3.example.com:22", CHANGED);
        String tokyo = language == Language.JAPANESE ? "エッジ東京" : "edge-tokyo";
        fixture.add(
                saved(
                        "1",
                        tokyo,
                        false,
                        "gw-1.example.com",
                        "gw-2.example.com",
                        "gw-3.example.com"),
                false,
                cluster);
        fixture.add(
                saved("2", "pay-osaka", true, "pay-1.example.com", "pay-2.example.com"),
                false,
                null);
        return fixture;
    }

    private static SavedConnection saved(
            String id, String name, boolean isProtected, String... addresses) {
        return new SavedConnection(
                id,
                name,
                isProtected,
                "admin",
                0,
                "bastion.example.com",
                "",
                "",
                List.of(addresses).stream()
                        .map(address -> new SavedNode(address, address.replaceAll("\\..*", "")))
                        .toList());
    }
}
