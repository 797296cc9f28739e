package dev.belay.agent.api;

import dev.belay.agent.config.AgentConfig.Groups;
import dev.belay.agent.host.Accounts;
import dev.belay.api.AccessRole;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/// Finds out who is at the other end of a unix socket, as the kernel says it (SO_PEERCRED,
/// unix(7)), and which role that gives.
public final class Callers {

    private final Accounts accounts;
    private final Groups groups;
    private final String ownUser;

    /// Roles by these groups.
    ///
    /// @param ownUser the user that the agent runs as
    public Callers(Accounts accounts, Groups groups, String ownUser) {
        this.accounts = accounts;
        this.groups = groups;
        this.ownUser = ownUser;
    }

    /// The caller of a connection.
    ///
    /// @throws IOException when the kernel does not say who it is
    Caller of(SocketChannel channel) throws IOException {
        UnixDomainPrincipal principal = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        if (principal == null) {
            throw new IOException("the kernel does not say who asks");
        }
        String user = principal.user().getName();
        return new Caller(user, role(user, principal.group().getName()), isOwn(user));
    }

    /// Whether a user may read whatever the agent may.
    boolean isOwn(String user) {
        return accounts.isRoot(user) || user.equals(ownUser);
    }

    /// The highest role that a group gives; root and the agent's own user need none.
    @Nullable AccessRole role(String user, String group) {
        if (isOwn(user)) {
            return AccessRole.ADMINISTRATOR;
        }
        Set<String> member = accounts.groupsOf(user);
        if (member.contains(groups.administrator()) || group.equals(groups.administrator())) {
            return AccessRole.ADMINISTRATOR;
        }
        if (member.contains(groups.operator()) || group.equals(groups.operator())) {
            return AccessRole.OPERATOR;
        }
        return member.contains(groups.guest()) || group.equals(groups.guest())
                ? AccessRole.GUEST
                : null;
    }
}
