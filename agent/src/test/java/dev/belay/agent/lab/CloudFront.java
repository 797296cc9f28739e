package dev.belay.agent.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Amazon's endpoints as a node means them, by their own names over `https`: calls are passed on to
/// an API server, which speaks `http`, unless a test wants an answer that it does not give.
final class CloudFront implements AutoCloseable {

    static final List<String> NAMES =
            List.of(
                    "ec2.eu-central-1.amazonaws.com",
                    "route53.amazonaws.com",
                    "sts.eu-central-1.amazonaws.com");

    private static final int TLS = 443;
    private static final String PASSWORD = "changeit";

    /// An answer instead of that of the API server.
    ///
    /// @param of calls that get it, by their body
    record Instead(Predicate<String> of, int status, String code) {

        static final Instead NOTHING = new Instead(_ -> false, 0, "");
    }

    private final URI behind;
    private final Path trust;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .proxy(ProxySelector.of(null))
                    .build();
    private volatile Instead instead = Instead.NOTHING;

    /// @param address of this host, at which it is to be reached
    /// @param folder for its key
    CloudFront(InetAddress address, URI behind, Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.behind = behind;
        this.trust = folder.resolve("cacerts");
        this.server = HttpsServer.create(new InetSocketAddress(address, TLS), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(folder)));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /// A file in the place of the JDK's own one, with which its certificate is good.
    Path trust() {
        return trust;
    }

    void answerInstead(Instead other) {
        instead = other;
    }

    private SSLContext tls(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("certificate");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Tools.run(
                tool,
                "-genkeypair",
                "-alias",
                "cloud",
                "-keyalg",
                "EC",
                "-dname",
                "CN=cloud",
                "-validity",
                "2",
                "-ext",
                "SAN=dns:" + String.join(",dns:", NAMES),
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        Tools.run(
                tool,
                "-exportcert",
                "-alias",
                "cloud",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        // Of the old kind: the JDK reads its own file without a password.
        Tools.run(
                tool,
                "-importcert",
                "-noprompt",
                "-alias",
                "cloud",
                "-file",
                certificate.toString(),
                "-storetype",
                "JKS",
                "-keystore",
                trust.toString(),
                "-storepass",
                PASSWORD);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String asked = new String(body, StandardCharsets.UTF_8);
            Instead other = instead;
            if (other.of().test(asked)) {
                answer(exchange, other.status(), error(other.code()));
            } else if (asked.contains("DryRun=true")) {
                // The API server would carry it out.
                answer(exchange, 412, error("DryRunOperation"));
            } else {
                HttpResponse<byte[]> said = passed(exchange, body);
                answer(exchange, said.statusCode(), said.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passed(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
                        .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        // By the former the API server knows which service is meant.
        for (String header : List.of("Authorization", "Content-Type", "X-Amz-Date")) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static byte[] error(String code) {
        return "<Response><Errors><Error><Code>%s</Code><Message>stub</Message></Error></Errors><RequestID>r</RequestID></Response>"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        // A tunnel that stays open is in no log of the proxy yet.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
