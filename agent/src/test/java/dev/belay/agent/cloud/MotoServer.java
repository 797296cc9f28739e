package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An API server of AWS that we did not write, and the AWS CLI as a second client to see its state
/// with. Where either is missing a test fails: it would prove nothing.
public final class MotoServer implements AutoCloseable {

    public static final String REGION = "eu-central-1";

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Process process;
    private final Thread ending;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.ending = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(ending);
    }

    /// One that this host alone can reach.
    static MotoServer start() throws IOException, InterruptedException {
        return start(InetAddress.getLoopbackAddress());
    }

    /// One that others can reach, too.
    ///
    /// @param address of this host, at which it is to be reached
    public static MotoServer start(InetAddress address) throws IOException, InterruptedException {
        for (String needed : List.of("moto_server", "aws")) {
            if (!isOnPath(needed)) {
                fail(
                        "this test needs '%s' on the PATH, and found none: pip install \"moto[server]==5.2.1\" awscli"
                                .formatted(needed));
            }
        }
        int port;
        try (var free = new ServerSocket(0, 1, address)) {
            port = free.getLocalPort();
        }
        Path log = Files.createTempFile("moto", ".log");
        log.toFile().deleteOnExit();
        Process process =
                new ProcessBuilder(
                                "moto_server",
                                "-H",
                                address.getHostAddress(),
                                "-p",
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var server =
                new MotoServer(
                        process, URI.create("http://" + address.getHostAddress() + ":" + port));
        long until = System.nanoTime() + LONGEST_NANOS;
        while (!server.answers()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                server.close();
                fail(
                        "moto_server was to answer within 20 s, and did not: "
                                + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return server;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private boolean answers() {
        try {
            var connection =
                    (HttpURLConnection)
                            endpoint.resolve("/moto-api/").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /// Where it is.
    public URI endpoint() {
        return endpoint;
    }

    /// What the AWS CLI prints.
    public String cli(String... arguments) throws IOException, InterruptedException {
        return cli(Map.of(), arguments);
    }

    /// @param credentials as variables of the AWS CLI; empty: any that this server takes
    String cli(Map<String, String> credentials, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "aws",
                                "--endpoint-url",
                                endpoint.toString(),
                                "--region",
                                REGION,
                                "--output",
                                "text"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().putAll(credentials);
        builder.environment().put("NO_PROXY", endpoint.getHost());
        Process cli = builder.start();
        String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (cli.waitFor() != 0) {
            fail("'%s' failed: %s".formatted(String.join(" ", command), said));
        }
        return said.strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(ending);
    }
}
