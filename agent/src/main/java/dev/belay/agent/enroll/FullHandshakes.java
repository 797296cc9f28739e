package dev.belay.agent.enroll;

/// Keeps this process from resuming TLS sessions: a resumed one shows the certificate that it began
/// with, a former one for instance.
///
/// The JDK reads the setting once, when its TLS is first used, so all that uses TLS asks for it
/// first.
public final class FullHandshakes {

    private FullHandshakes() {}

    /// Hands out no tickets from now on.
    public static void only() {
        System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
    }
}
