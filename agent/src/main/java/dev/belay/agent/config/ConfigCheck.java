package dev.belay.agent.config;

import dev.belay.agent.config.AgentConfig.AddressGuarding;
import dev.belay.agent.config.AgentConfig.Enrolling;
import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.config.AgentConfig.Tls;
import dev.belay.agent.config.AgentConfig.WatchedBy;
import dev.belay.agent.config.AgentConfigFile.Written;
import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Everything that is wrong with a configuration file that is sound JSON, and its defaults.
final class ConfigCheck {

    /// What an id may look like: it becomes part of a URI SAN and of file names.
    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /// The longest path of a unix socket is 108 bytes with the closing zero (unix(7)).
    private static final int MAX_SOCKET_BYTES = 107;

    /// Of agent-to-agent traffic where nothing else is said.
    private static final int LISTEN_PORT = 7400;

    /// An agent that ends is back within seconds.
    private static final int WATCHDOG_LEAST = 5;

    private static final int WATCHDOG_MOST = 300;

    private final Written written;
    private final Path folder;
    private final Path file;
    private final List<ApiError> errors = new ArrayList<>();

    ConfigCheck(Written written, Path folder, Path file) {
        this.written = written;
        this.folder = folder;
        this.file = file;
    }

    ConfigReading reading() {
        boolean single = isSingle();
        String clusterId = single ? "" : id("clusterId", written.clusterId());
        String node = single ? "" : id("node", written.node());
        List<Member> members = single ? List.of() : members();
        @Nullable Member self =
                members.stream().filter(m -> m.id().equals(node)).findFirst().orElse(null);
        if (self == null && !members.isEmpty()) {
            error(
                    "node",
                    "one of the members " + members.stream().map(Member::id).toList(),
                    quoted(written.node()),
                    "name this node, or add it to members");
        }
        Path socket = path("socket", written.socket(), "/run/belay/agent.sock");
        if (socket.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                > MAX_SOCKET_BYTES) {
            error(
                    "socket",
                    "a path of at most " + MAX_SOCKET_BYTES + " bytes",
                    quoted(socket.toString()),
                    "use a shorter folder");
        }
        int listenPort =
                port(
                        "listenPort",
                        written.listenPort(),
                        self == null ? (single ? LISTEN_PORT : 0) : self.port(),
                        1);
        int metricsPort = port("metricsPort", written.metricsPort(), 0, 0);
        String listenHost = text(written.listenHost(), self == null ? "" : self.host());
        String metricsHost = text(written.metricsHost(), "127.0.0.1");
        if (metricsPort != 0 && !isLoopback(metricsHost)) {
            error(
                    "metricsHost",
                    "a loopback address such as '127.0.0.1'",
                    quoted(metricsHost),
                    "let a proxy on this host carry metrics further");
        }
        Path stateDir = path("stateDir", written.stateDir(), "/var/lib/belay");
        Tls tls = single ? Tls.below(stateDir) : tls();
        Path remoteKey = path("remoteKey", written.remoteKey(), AgentConfig.REMOTE_KEY.toString());
        Enrolling enrolling = enrolling();
        WatchedBy watchdog = watchdog();
        if (!errors.isEmpty()) {
            return new ConfigReading.Bad(List.copyOf(errors));
        }
        return new ConfigReading.Good(
                new AgentConfig(
                        clusterId,
                        text(written.clusterName(), clusterId),
                        node,
                        members,
                        stateDir,
                        socket,
                        listenHost,
                        listenPort,
                        tls,
                        metricsHost,
                        metricsPort,
                        groups(),
                        enrolling,
                        Objects.requireNonNullElse(written.addressGuard(), AddressGuarding.AUTO),
                        watchdog,
                        remoteKey));
    }

    /// A file that says nothing of a cluster is that of a node in none.
    private boolean isSingle() {
        return written.clusterId() == null
                && written.members() == null
                && written.node() == null
                && written.tls() == null;
    }

    private WatchedBy watchdog() {
        String device = text(written.watchdog(), "");
        if (!device.isEmpty() && !device.startsWith("/")) {
            error(
                    "watchdog",
                    "the path of a watchdog's device, such as '/dev/watchdog'",
                    quoted(device),
                    "write it from the root on, or take the field out");
        }
        int seconds = Objects.requireNonNullElse(written.watchdogSeconds(), WatchedBy.SECONDS);
        if (seconds < WATCHDOG_LEAST || seconds > WATCHDOG_MOST) {
            error(
                    "watchdogSeconds",
                    "%d to %d seconds of silence".formatted(WATCHDOG_LEAST, WATCHDOG_MOST),
                    String.valueOf(seconds),
                    "leave time for a restart of the agent, and reset the host before people do");
        }
        return new WatchedBy(device, seconds);
    }

    private Enrolling enrolling() {
        return new Enrolling(
                text(written.name(), ""),
                text(written.zone(), ""),
                port("enrollPort", written.enrollPort(), Enrolling.PORT, 1),
                text(written.publishedHost(), ""),
                port("publishedPort", written.publishedPort(), 0, 0));
    }

    private List<Member> members() {
        List<Member> members = Objects.requireNonNullElse(written.members(), List.of());
        if (members.isEmpty()) {
            error("members", "at least one member", "none", "list the members, this node included");
        }
        var ids = new HashSet<String>();
        for (int i = 0; i < members.size(); i++) {
            @Nullable Member member = members.get(i);
            String place = "members[" + i + "]";
            if (member == null || member.id() == null || !ID.matcher(member.id()).matches()) {
                error(
                        place + ".id",
                        "1–63 of a-z 0-9 -",
                        quoted(member == null ? null : member.id()),
                        "give the member an id");
                continue;
            }
            if (!ids.add(member.id())) {
                error(
                        place + ".id",
                        "an id of its own",
                        quoted(member.id()),
                        "rename one of the two");
            }
            if (member.host() == null || member.host().isBlank()) {
                error(
                        place + ".host",
                        "a host name or an address",
                        quoted(member.host()),
                        "give one");
            }
            if (member.port() < 1 || member.port() > 65535) {
                error(place + ".port", "a port 1–65535", "'" + member.port() + "'", "give one");
            }
            if (member.role() == null) {
                error(place + ".role", "VOTER, LEARNER or WITNESS", "nothing", "give one");
            }
        }
        return members.stream()
                .filter(Objects::nonNull)
                .map(m ->
                        new Member(
                                text(m.id(), ""),
                                text(m.name(), text(m.id(), "")),
                                text(m.zone(), ""),
                                m.role(),
                                m.admin(),
                                text(m.host(), ""),
                                m.port()))
                .toList();
    }

    private Tls tls() {
        var tls = written.tls();
        if (tls == null
                || tls.authority() == null
                || tls.certificate() == null
                || tls.key() == null) {
            error(
                    "tls",
                    "the PEM files authority, certificate and key",
                    tls == null ? "no tls" : "one of them missing",
                    "name all three");
            return new Tls(folder, folder, folder);
        }
        return new Tls(
                path("tls.authority", tls.authority(), ""),
                path("tls.certificate", tls.certificate(), ""),
                path("tls.key", tls.key(), ""));
    }

    private Groups groups() {
        @Nullable Groups groups = written.groups();
        return new Groups(
                text(groups == null ? null : groups.guest(), "belay"),
                text(groups == null ? null : groups.operator(), "belay-operator"),
                text(groups == null ? null : groups.administrator(), "belay-admin"));
    }

    private String id(String place, @Nullable String value) {
        if (value == null || !ID.matcher(value).matches()) {
            error(place, "1–63 of a-z 0-9 -", quoted(value), "give an id");
            return "";
        }
        return value;
    }

    private Path path(String place, @Nullable String value, String preset) {
        try {
            return folder.resolve(text(value, preset)).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            error(place, "a path", quoted(value), "mend it: " + e.getReason());
            return folder;
        }
    }

    private int port(String place, @Nullable Integer value, int preset, int least) {
        int port = value == null ? preset : value;
        if (port < least || port > 65535) {
            error(place, "a port " + least + "–65535", "'" + port + "'", "choose one");
        }
        return port;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String text(@Nullable String value, String preset) {
        return value == null || value.isBlank() ? preset : value;
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }

    private void error(String place, String wanted, String found, String advice) {
        errors.add(
                new ApiError(
                        "config-invalid",
                        "at " + place + " in '" + file + "' " + wanted,
                        found,
                        advice));
    }
}
