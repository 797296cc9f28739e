package dev.belay.agent.replicate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real daemon in the foreground, with files, ports and a log of its own.
final class RunningService implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Process process;

    RunningService(Path log, List<String> command) throws IOException {
        this.process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Waits until the service says this.
    static void await(int port, String text) throws InterruptedException {
        long deadline = System.nanoTime() + LONG.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            last = ask(port);
            if (last.contains(text)) {
                return;
            }
        }
        throw new AssertionError("port " + port + " says '" + last + "', not '" + text + "'");
    }

    static String ask(int port) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .timeout(LONG)
                        .build();
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            workers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
