package dev.belay.reach.ssh;

import dev.belay.api.ApiError;
import dev.belay.reach.AgentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's and the system's SSH config, as far as it concerns the way to a node: see
/// ssh_config(5). What is not followed is told in {@link SshTarget#notes}.
public final class SshConfig {

    private static final int JUMPS_MAX = 8;

    private final List<SshDirective> directives;
    private final Path home;
    private final Map<String, String> environment;
    private final boolean keysByCustom;

    private SshConfig(
            List<SshDirective> directives,
            Path home,
            Map<String, String> environment,
            boolean keysByCustom) {
        this.directives = directives;
        this.home = home;
        this.environment = environment;
        this.keysByCustom = keysByCustom;
    }

    /// No config at all, no keys by custom, no ssh-agent: for places that say everything
    /// themselves.
    public static SshConfig none() {
        return new SshConfig(List.of(), Path.of(System.getProperty("user.home")), Map.of(), false);
    }

    /// `~/.ssh/config` and `/etc/ssh/ssh_config` of this user, as they are now.
    public static SshConfig load() throws AgentException {
        Path home = Path.of(System.getProperty("user.home"));
        return load(
                home,
                List.of(home.resolve(".ssh/config"), Path.of("/etc/ssh/ssh_config")),
                System.getenv());
    }

    /// Likewise, of any home; a file that is not there counts as empty.
    public static SshConfig load(Path home, List<Path> files, Map<String, String> environment)
            throws AgentException {
        List<SshDirective> directives = new ArrayList<>();
        for (Path file : files) {
            directives.addAll(new SshConfigReader(home).read(file));
        }
        return new SshConfig(List.copyOf(directives), home, environment, true);
    }

    /// Who is meant by an address.
    ///
    /// @throws AgentException when the config names something that cannot be followed
    public SshTarget resolve(SshAddress address, SshChoices choices) throws AgentException {
        return resolve(address, choices, 0);
    }

    private SshTarget resolve(SshAddress address, SshChoices choices, int depth)
            throws AgentException {
        if (depth > JUMPS_MAX) {
            throw AgentException.refused(
                    new ApiError(
                            "ssh-config",
                            "at most " + JUMPS_MAX + " jumps to a host",
                            "a ProxyJump that leads back to itself at '" + address.host() + "'",
                            "set 'ProxyJump none' for the host that is next to you"));
        }
        SshLookup lookup = new SshLookup(address, choices, home, environment, keysByCustom);
        for (SshDirective directive : directives) {
            lookup.take(directive);
        }
        SshTarget target = lookup.target();
        List<SshTarget> jumps = new ArrayList<>();
        Optional<String> jump = lookup.jump();
        if (jump.isPresent() && !jump.get().equalsIgnoreCase("none")) {
            for (String hop : jump.get().split(",", -1)) {
                // Only the first hop is reached from here: jumps of the others are already there.
                SshAddress hopAddress = SshAddress.parse(hop);
                SshTarget resolved =
                        resolve(hopAddress, jumpChoices(choices, jumps.isEmpty()), depth + 1);
                jumps.addAll(resolved.jumps());
                jumps.add(resolved.withJumps(List.of()));
            }
        }
        return target.withJumps(List.copyOf(jumps));
    }

    private static SshChoices jumpChoices(SshChoices choices, boolean first) {
        return new SshChoices(
                choices.keyFile(),
                choices.onlyThatKey(),
                first ? Optional.empty() : Optional.of("none"),
                choices.knownHosts());
    }
}
