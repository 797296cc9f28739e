package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.proxy.SquidConfig;
import dev.belay.model.proxy.SquidRules;
import dev.belay.model.proxy.SquidRules.Call;
import dev.belay.model.proxy.SquidRules.Verdict;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import dev.belay.model.value.ThingId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Belay reads out of a configuration is what a real Squid does with it: asked over loopback
/// from several addresses. Where Squid would go is nowhere: only whether it would is looked at.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SquidOracleTest {

    private static final List<String> SOURCES = List.of("127.0.0.1", "127.1.0.7", "127.2.0.9");

    /// Ports of loopback on which nobody listens, and a name that Squid resolves by its own file.
    private static final List<Call> CALLS =
            SOURCES.stream()
                    .map(source -> IpAddress.parse(source).good().orElseThrow())
                    .flatMap(source ->
                            Stream.of(
                                    new Call(source, "127.9.9.9", 443, true),
                                    new Call(source, "127.9.9.9", 8443, true),
                                    new Call(source, "127.9.9.9", 80, false),
                                    new Call(source, "127.8.8.8", 80, false),
                                    new Call(source, "ec2.eu-central-1.amazonaws.com", 443, true)))
                    .toList();

    @TempDir Path folder;

    static List<String> configurations() {
        Proxy proxy =
                Proxy.of(new ThingId("proxy"), "proxy")
                        .withAllowedSources(
                                List.of(Cidr.parse("127.1.0.0/16").good().orElseThrow()));
        return List.of(
                rules(SquidConfig.of(proxy)),
                rules(SquidConfig.of(proxy.withScope(ProxyScope.SCRIPTS))),
                rules(SquidConfig.of(proxy.withUser(Optional.of("belay")))),
                """
                auth_param basic program /usr/lib/squid/basic_ncsa_auth /etc/squid/passwords
                acl known proxy_auth REQUIRED
                acl one src 127.1.0.7
                http_access allow one
                http_access allow known one
                http_access deny !known
                http_access allow all
                """,
                """
                acl myacl src 127.1.0.0/16
                http_access deny all
                http_access allow myacl
                """,
                """
                acl one src 127.1.0.7 127.2.0.0/16
                acl web port 80 400-500
                acl cloud dstdomain .amazonaws.com
                http_access deny !web
                http_access allow one cloud
                http_access allow CONNECT localhost
                http_access deny one
                """,
                """
                acl tunnels method CONNECT
                acl far dst 127.7.7.7 127.8.0.0/16
                http_access deny tunnels far
                http_access deny far !tunnels
                http_access allow all
                """,
                "acl bad src 127.2.0.9\nhttp_access deny bad\n");
    }

    /// With another port, and with loopback, which is all that calls go to here.
    private static String rules(String configuration) {
        return configuration.replaceAll("(?m)^http_(port|access deny to_localhost).*$", "");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void squid_decides_as_belay_says(String configuration) throws Exception {
        Port port = freePort();
        Process squid = start(configuration, port);
        try {
            awaitListening(squid, port);
            SquidRules read = SquidRules.read(configuration);
            int decided = 0;
            for (Call call : CALLS) {
                Verdict verdict = read.decide(call).verdict();
                if (verdict != Verdict.OPEN) {
                    decided++;
                    assertThat(ask(call, port)).as("%s", call).isEqualTo(verdict);
                }
            }
            assertThat(decided).isGreaterThanOrEqualTo(CALLS.size() / 2);
        } finally {
            squid.destroy();
            if (!squid.waitFor(5, TimeUnit.SECONDS)) {
                squid.destroyForcibly().waitFor();
            }
        }
    }

    private static Port freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Port(socket.getLocalPort());
        }
    }

    private Process start(String configuration, Port port) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path hosts =
                Files.writeString(
                        folder.resolve("hosts"), "127.9.9.9 ec2.eu-central-1.amazonaws.com\n");
        Path passwords = Files.writeString(folder.resolve("passwords"), "");
        Path file = folder.resolve("squid.conf");
        Files.writeString(
                file,
                configuration.replace("/etc/squid/passwords", passwords.toString())
                        + """
                        http_port 127.0.0.1:%d
                        hosts_file %s
                        dns_nameservers 127.9.9.8
                        pid_filename none
                        cache_log /dev/null
                        access_log none
                        cache deny all
                        connect_timeout 2 seconds
                        forward_timeout 3 seconds
                        shutdown_lifetime 0 seconds
                        coredump_dir %s
                        """
                                .formatted(port.number(), hosts, folder));
        return new ProcessBuilder("/usr/sbin/squid", "-N", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private void awaitListening(Process squid, Port port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(address("127.0.0.1", port.number()), 1_000);
                return;
            } catch (IOException e) {
                boolean isLate = System.nanoTime() > end || !squid.isAlive();
                assertThat(isLate).as(Files.readString(folder.resolve("out"))).isFalse();
                Thread.sleep(50);
            }
        }
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /// Denied is what Squid answers with 403, or with 407 where it asks who calls; anything else
    /// comes from its way on.
    private static Verdict ask(Call call, Port port) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(address(call.source().toString(), 0));
            socket.connect(address("127.0.0.1", port.number()), 5_000);
            socket.setSoTimeout(20_000);
            String target = call.host() + ":" + call.port();
            String line = call.isTunnel() ? "CONNECT " + target : "GET http://" + target + "/";
            socket.getOutputStream()
                    .write(
                            (line
                                            + " HTTP/1.1\r\nHost: "
                                            + target
                                            + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes(12);
            String answer = new String(status, StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.");
            return answer.endsWith(" 403") || answer.endsWith(" 407")
                    ? Verdict.DENIED
                    : Verdict.ALLOWED;
        }
    }
}
