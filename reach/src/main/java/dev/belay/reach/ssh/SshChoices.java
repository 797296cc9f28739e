package dev.belay.reach.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a saved connection says beside the address; it comes before the config.
///
/// @param keyFile private key to try first
/// @param onlyThatKey whether no other key may be tried
/// @param jump `[user@]host[:port]`, several with commas, or `none`
/// @param knownHosts further files to look keys up in
public record SshChoices(
        Optional<Path> keyFile, boolean onlyThatKey, Optional<String> jump, List<Path> knownHosts) {

    public static final SshChoices NONE =
            new SshChoices(Optional.empty(), false, Optional.empty(), List.of());
}
