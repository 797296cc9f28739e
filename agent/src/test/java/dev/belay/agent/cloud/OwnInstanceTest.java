package dev.belay.agent.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which instance a node is, by the metadata service (IMDSv2: a token first, then `instance-id`).
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class OwnInstanceTest {

    private static final String SETTING = "aws.ec2MetadataServiceEndpoint";

    private final List<String> logged = new ArrayList<>();
    private HttpServer metadata;

    @BeforeEach
    void up() throws IOException {
        metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metadata.createContext("/latest/api/token", one -> say(one, "token"));
        metadata.createContext("/latest/meta-data/instance-id", one -> say(one, "i-own"));
        metadata.start();
        System.setProperty(SETTING, "http://127.0.0.1:" + metadata.getAddress().getPort());
    }

    @AfterEach
    void down() {
        System.clearProperty(SETTING);
        metadata.stop(0);
    }

    private static void say(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void learn(Optional<String> drawn) {
        var here = new AwsPlace(Optional.empty(), drawn, List.of(), Optional.empty());
        try (var cloud = new AwsCloud(() -> here, logged::add)) {
            cloud.learnInstance();
            cloud.learnInstance();
        }
    }

    @Test
    void another_one_than_the_design_says_is_told_once() {
        learn(Optional.of("i-drawn"));

        assertThat(logged)
                .singleElement()
                .asString()
                .contains("'i-drawn'", "'i-own'", "correct the design");
    }

    @Test
    void the_one_that_the_design_says_and_one_that_it_does_not_say_need_no_word() {
        learn(Optional.of("i-own"));
        learn(Optional.empty());

        assertThat(logged).isEmpty();
    }
}
