package dev.belay.agent.cloud;

import java.util.List;

/// Credentials that no real cloud takes, for the time of a test.
final class TestCredentials implements AutoCloseable {

    private static final List<String> NAMES = List.of("aws.accessKeyId", "aws.secretAccessKey");

    TestCredentials() {
        NAMES.forEach(name -> System.setProperty(name, "test"));
    }

    @Override
    public void close() {
        NAMES.forEach(System::clearProperty);
    }
}
