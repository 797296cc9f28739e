package dev.belay.app.enroll;

import dev.belay.api.ApiError;
import dev.belay.api.NodeStanding;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What can be told of a node by its standing alone.
final class Looks {
    private static final Duration CLOCK = Duration.ofSeconds(5);

    private Looks() {}

    static Finding answers(NodeStanding standing) {
        return Finding.pass(
                "belayd " + standing.agentVersion() + " · " + standing.address(),
                standing.hostName());
    }

    /// Its host has a name that others can tell apart.
    static Finding name(NodeStanding standing, String... others) {
        String name = standing.hostName();
        boolean nobody = name.isBlank() || name.startsWith("localhost");
        boolean twice = List.of(others).contains(name);
        if (!nobody && !twice) {
            return Finding.pass(name, name);
        }
        return Finding.fail(
                new ApiError(
                        nobody ? "host-name-not-set" : "node-exists",
                        "a host name of its own",
                        "'" + name + "'",
                        "set it on the host, then run this check again"),
                "sudo hostnamectl set-hostname NAME",
                name);
    }

    /// Its clock is near this computer's.
    static Finding clock(NodeStanding standing, Instant now, Texts texts) {
        Duration off = Duration.between(now, standing.now()).abs();
        String said = texts.figures().duration(off);
        if (off.compareTo(CLOCK) <= 0) {
            return Finding.pass("± " + said, standing.hostName());
        }
        return Finding.warn(
                new ApiError(
                        "clock-off",
                        "a clock within " + texts.figures().duration(CLOCK),
                        said,
                        "let chrony or systemd-timesyncd set it"),
                "sudo timedatectl set-ntp true",
                standing.hostName());
    }

    /// Its keys were made for enrollment.
    static Finding keys(NodeStanding standing, Texts texts, boolean madeLater) {
        Instant at = standing.keysResetAt();
        if (at != null) {
            return Finding.pass(
                    standing.keyFingerprint() + " · " + texts.figures().minute(at),
                    standing.hostName());
        }
        ApiError error =
                new ApiError(
                        "keys-not-reset",
                        "keys made for enrollment",
                        "none",
                        madeLater ? texts.get("looks.keys.later") : texts.get("looks.keys.now"));
        return madeLater
                ? Finding.warn(error, "", standing.hostName())
                : Finding.fail(error, "sudo belay key reset", standing.hostName());
    }

    /// It is in no cluster, and was not the admin of one.
    static Finding free(NodeStanding standing) {
        if (!standing.clusterId().isEmpty()) {
            return Finding.fail(
                    new ApiError(
                            "ha-already-set-up",
                            "a node in no cluster",
                            "a member of '" + standing.clusterId() + "'",
                            "take it out of its cluster first, with the wizard Remove, reset,"
                                    + " rename, nominate"),
                    "",
                    standing.hostName());
        }
        if (standing.wasAdmin()) {
            return Finding.fail(
                    new ApiError(
                            "former-admin-not-reset",
                            "a node that was no admin, or was reset since",
                            "a former admin",
                            "reset the node first"),
                    "sudo belay node reset",
                    standing.hostName());
        }
        return Finding.pass(standing.stage().name(), standing.hostName());
    }

    /// Nothing that the node itself says would hinder it.
    static Finding hindrances(NodeStanding standing) {
        return standing.hindrances().isEmpty()
                ? Finding.pass("–", standing.hostName())
                : Finding.fail(standing.hindrances().getFirst(), "", standing.hostName());
    }
}
