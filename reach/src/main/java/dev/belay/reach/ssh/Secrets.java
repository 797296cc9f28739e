package dev.belay.reach.ssh;

import java.util.Optional;

/// Where secrets come from: a dialog or a terminal.
@FunctionalInterface
public interface Secrets {

    /// Nobody is there to be asked.
    Secrets NONE = _ -> Optional.empty();

    /// May block as long as the user thinks. Empty when the user does not want to answer. The
    /// caller overwrites the array after use.
    Optional<char[]> ask(SecretQuestion question);
}
