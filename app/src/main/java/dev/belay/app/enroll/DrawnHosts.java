package dev.belay.app.enroll;

import dev.belay.model.design.Design;
import dev.belay.model.node.Node;
import dev.belay.model.node.SshAccess;
import dev.belay.model.value.HostName;
import dev.belay.model.value.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Hosts that a drawing has, as people write them: `user@host:port`.
final class DrawnHosts {
    private static final int SSH = 22;

    private DrawnHosts() {}

    /// Of the members that are drawn; one of which nothing says where it is, is left out.
    ///
    /// @param isKnown whether a node of that name or id is connected
    static List<String> of(Design drawing, Predicate<String> isKnown) {
        return drawing.nodes().stream()
                .filter(one -> one.role().member())
                .filter(one -> !isKnown.test(one.name()) && !isKnown.test(one.id().text()))
                .flatMap(one -> written(one).stream())
                .distinct()
                .toList();
    }

    private static Optional<String> written(Node node) {
        SshAccess ssh = node.ssh();
        return ssh.host()
                .or(() -> node.address().map(IpAddress::toString))
                .or(() -> HostName.parse(node.name()).good().map(HostName::text))
                .map(host ->
                        (ssh.user().isBlank() ? "" : ssh.user() + "@")
                                + (host.contains(":") ? "[" + host + "]" : host)
                                + (ssh.port().number() == SSH ? "" : ":" + ssh.port().number()));
    }
}
