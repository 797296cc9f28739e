package dev.belay.agent.cli;

import dev.belay.reach.AgentException;
import dev.belay.reach.LocalSocket;
import dev.belay.reach.ssh.ConnectWatch;
import dev.belay.reach.ssh.HostKeyOffer;
import dev.belay.reach.ssh.SecretQuestion;
import dev.belay.reach.ssh.SshAddress;
import dev.belay.reach.ssh.SshChoices;
import dev.belay.reach.ssh.SshConfig;
import dev.belay.reach.ssh.SshPorts;
import dev.belay.reach.ssh.SshReach;
import dev.belay.reach.ssh.SshTarget;
import java.io.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way over SSH to the agent of another machine; what only a person can answer is asked on the
/// terminal, and without one it is refused.
///
/// @param terminal where errors go, and the language of questions
record RemoteAccess(Terminal terminal) {

    /// Logs in. Blocks, also while the user is asked.
    ///
    /// @param host `[user@]host[:port]`
    /// @param socket the agent's socket on that machine; null for the usual one
    /// @param identity private key to try first; null to follow the config alone
    /// @param knownHosts a further file of known hosts; null for none
    SshReach connect(
            String host, @Nullable Path socket, @Nullable Path identity, @Nullable Path knownHosts)
            throws AgentException {
        var choices =
                new SshChoices(
                        Optional.ofNullable(identity),
                        identity != null,
                        Optional.empty(),
                        knownHosts == null ? List.of() : List.of(knownHosts));
        SshTarget target = SshConfig.load().resolve(SshAddress.parse(host), choices);
        Path own = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        var ports = new SshPorts(own, this::accept, this::ask, ConnectWatch.NONE);
        String path = socket == null ? LocalSocket.DEFAULT.toString() : socket.toString();
        return SshReach.connect(target, path, ports, _ -> {});
    }

    private boolean accept(HostKeyOffer offer) {
        Console console = Question.console();
        if (console == null) {
            return false;
        }
        String answer =
                console.readLine(
                        "%s",
                        terminal.text(
                                        "remote.hostkey",
                                        offer.host(),
                                        offer.keyType(),
                                        offer.fingerprint())
                                + " ");
        return answer != null
                && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    }

    /// Asks on the terminal; nothing without one.
    Optional<char[]> ask(SecretQuestion question) {
        Console console = Question.console();
        if (console == null) {
            return Optional.empty();
        }
        String prompt =
                switch (question.kind()) {
                    case PASSPHRASE -> terminal.text("remote.passphrase", question.subject());
                    case PASSWORD -> terminal.text("remote.password", question.subject());
                    case ANSWER -> question.prompt();
                };
        if (question.hidden()) {
            return Optional.ofNullable(console.readPassword("%s ", prompt));
        }
        return Optional.ofNullable(console.readLine("%s ", prompt)).map(String::toCharArray);
    }
}
