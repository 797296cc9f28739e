package dev.belay.agent.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers as AWS does where the API server that we did not write does not: one answer for each
/// action of EC2, or for each verb and path. Both are only as long as a test needs.
final class AwsStub implements AutoCloseable {

    /// @param status of HTTP
    record Said(int status, String body) {}

    /// Makes an answer; may block.
    interface Answer {
        Said to(String request) throws InterruptedException;
    }

    private static final String EC2 = "xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"";

    final Map<String, Answer> answers = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /// The key id that each request was signed with, and what was asked: `id action`.
    final List<String> signed = new CopyOnWriteArrayList<>();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    AwsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    URLDecoder.decode(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8),
                            StandardCharsets.UTF_8);
            String key =
                    body.startsWith("Action=")
                            ? body.substring("Action=".length()).split("&", 2)[0]
                            : exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI().getPath().replaceFirst("/$", "");
            asked.add(key);
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            if (signature != null) {
                signed.add(signature.replaceFirst(".*Credential=([^/]*)/.*", "$1") + " " + key);
            }
            Answer answer = answers.get(key);
            Said said = answer == null ? new Said(404, "nothing for " + key) : answer.to(body);
            byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Accepts and never answers.
    Said never() throws InterruptedException {
        ended.await();
        return new Said(500, "");
    }

    static Said error(int status, String code) {
        return new Said(
                status,
                "<Response><Errors><Error><Code>%s</Code><Message>stub</Message></Error></Errors><RequestID>r</RequestID></Response>"
                        .formatted(code));
    }

    static Said table(String id, String destination, String eni, String state) {
        return new Said(
                200,
                """
                <DescribeRouteTablesResponse %s><requestId>r</requestId><routeTableSet><item>
                <routeTableId>%s</routeTableId><vpcId>vpc-1</vpcId><routeSet><item>
                <destinationCidrBlock>%s</destinationCidrBlock><networkInterfaceId>%s</networkInterfaceId>
                <state>%s</state></item></routeSet></item></routeTableSet></DescribeRouteTablesResponse>
                """
                        .formatted(EC2, id, destination, eni, state));
    }

    /// With what a virtual private gateway tells of a destination before what was added.
    static Said propagated(String id, String destination, String added) {
        return new Said(
                200,
                """
                <DescribeRouteTablesResponse %s><requestId>r</requestId><routeTableSet><item>
                <routeTableId>%s</routeTableId><vpcId>vpc-1</vpcId><routeSet><item>
                <destinationCidrBlock>%s</destinationCidrBlock><gatewayId>vgw-1</gatewayId>
                <state>active</state><origin>EnableVgwRoutePropagation</origin></item>%s</routeSet>
                </item></routeTableSet></DescribeRouteTablesResponse>
                """
                        .formatted(EC2, id, destination, added));
    }

    static Said replaced() {
        return new Said(
                200,
                "<ReplaceRouteResponse %s><requestId>r</requestId><return>true</return></ReplaceRouteResponse>"
                        .formatted(EC2));
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
