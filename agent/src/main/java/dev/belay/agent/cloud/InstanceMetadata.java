package dev.belay.agent.cloud;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// What an instance is told of itself, by the metadata service in its second version; never through
/// a proxy. Every call blocks for some seconds at most.
///
/// Source: "Use IMDS", Amazon EC2 user guide.
final class InstanceMetadata {

    private static final URI PLACE = URI.create("http://169.254.169.254");
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);
    private static final int LONGEST = 4096;

    private final URI endpoint;

    InstanceMetadata(URI endpoint) {
        this.endpoint = endpoint;
    }

    /// The one of this host, or where the SDK's own setting says that it is.
    static InstanceMetadata own() {
        return new InstanceMetadata(
                Optional.ofNullable(System.getProperty("aws.ec2MetadataServiceEndpoint"))
                        .or(() ->
                                Optional.ofNullable(
                                        System.getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT")))
                        .map(URI::create)
                        .orElse(PLACE));
    }

    /// `eni-…` of the first network interface.
    CloudAnswer<String> networkInterface() {
        try {
            String token =
                    call("PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
            String mac = read(token, "mac");
            return new CloudAnswer.Done<>(
                    read(token, "network/interfaces/macs/" + mac + "/interface-id"));
        } catch (IOException e) {
            return new CloudAnswer.Unknown<>(
                    "the instance was asked for its network interface, and did not say: %s; name it in the node of the design"
                            .formatted(e.getMessage()));
        }
    }

    /// `i-…` that asks.
    CloudAnswer<String> instance() {
        try {
            String token =
                    call("PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60");
            return new CloudAnswer.Done<>(read(token, "instance-id"));
        } catch (IOException e) {
            return new CloudAnswer.Unknown<>(
                    "the instance was asked for its id, and did not say: %s; name it in the node of the design"
                            .formatted(e.getMessage()));
        }
    }

    private String read(String token, String what) throws IOException {
        return call("GET", "/latest/meta-data/" + what, "X-aws-ec2-metadata-token", token);
    }

    private String call(String verb, String path, String header, String value) throws IOException {
        var connection =
                (HttpURLConnection) endpoint.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) READ.toMillis());
        connection.setRequestMethod(verb);
        connection.setRequestProperty(header, value);
        try (var in = connection.getInputStream()) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        } finally {
            connection.disconnect();
        }
    }
}
