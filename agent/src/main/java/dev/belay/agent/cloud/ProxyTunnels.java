package dev.belay.agent.cloud;

/// Whether this process tells proxies a password that ask for one before a tunnel.
public final class ProxyTunnels {

    /// Schemes that the JDK does not use for tunnels; by default Basic, the only one that Squid
    /// offers without a directory of users.
    private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

    private ProxyTunnels() {}

    /// From now on it does. For the whole process, because the JDK knows no other way and reads
    /// this once, with its first connection; nothing in it answers a proxy but [KnownToProxy].
    public static void allowPasswords() {
        System.setProperty(DISABLED, "");
    }
}
