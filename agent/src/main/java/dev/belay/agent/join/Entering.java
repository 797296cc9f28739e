package dev.belay.agent.join;

import dev.belay.agent.config.AgentConfig;
import dev.belay.agent.config.AgentVersion;
import dev.belay.agent.host.Clock;
import dev.belay.api.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/// Asks the admin that a token names to take this node in, and writes down what comes of it.
///
/// @param config of this node, in no cluster
record Entering(AgentConfig config, HostName names, Clock clock) {

    /// Asks. Blocks. Nothing is changed on this node.
    EnrollAnswer.Taken ask(Token token, NodeKeys keys, boolean wasAdmin)
            throws JoinException, IOException {
        OwnAddress address = OwnAddress.of(config);
        String name = names.now();
        try (Probe probe = open(address, config.listenPort())) {
            var request =
                    new EnrollRequest(
                                    EnrollRequest.PROTOCOL,
                                    AgentVersion.CURRENT,
                                    token.secret(),
                                    Base64.getEncoder().encodeToString(token.pin()),
                                    HostName.id(name),
                                    name,
                                    config.enrolling().zone(),
                                    address.host(),
                                    address.port(),
                                    probe.word(),
                                    clock.now().toEpochMilli(),
                                    keys.resetAt().toEpochMilli(),
                                    wasAdmin,
                                    Base64.getEncoder()
                                            .encodeToString(keys.publicKey().getEncoded()),
                                    "")
                            .signed(NodeKeys.privateKey(config.stateDir()));
            return EnrollCall.ask(token, request);
        }
    }

    private static Probe open(OwnAddress address, int port) throws JoinException {
        try {
            return Probe.open(address.listenHost(), port);
        } catch (IOException e) {
            throw JoinException.refused(
                    new ApiError(
                            "listen-address-unusable",
                            "the address "
                                    + address.listenHost()
                                    + ":"
                                    + port
                                    + " of this host, not in use",
                            String.valueOf(e.getMessage()),
                            "stop the other program, or correct listenHost and listenPort"));
        }
    }

    /// Writes down that this node is a member. Durable when it returns; the membership comes last.
    Membership write(EnrollAnswer.Taken taken) throws IOException {
        Path stateDir = config.stateDir();
        Founding.writeTls(stateDir, taken.authorityPem(), taken.certificatePem());
        var membership =
                Membership.of(
                        taken.clusterId(),
                        taken.clusterName(),
                        HostName.id(names.now()),
                        taken.members());
        membership.write(stateDir);
        return membership;
    }
}
