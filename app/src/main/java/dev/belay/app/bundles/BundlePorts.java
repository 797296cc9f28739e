package dev.belay.app.bundles;

import dev.belay.reach.bundle.SignersFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// The world outside, as bundles need it.
///
/// @param open asks which bundle or design to read; empty when the user leaves it
/// @param save asks where to write, with a name to begin with; empty when the user leaves it
/// @param chooseKey asks for a key file; empty when the user leaves it
/// @param signers who may vouch
/// @param key the file of the key that is offered first
/// @param agent socket of the ssh-agent; empty for none
/// @param now the clock that keys of the list are held against
/// @param zone of times in the list of signers
/// @param background where everything that blocks is run
/// @param ui where everything else is
public record BundlePorts(
        Supplier<Optional<Path>> open,
        Function<String, Optional<Path>> save,
        Supplier<Optional<Path>> chooseKey,
        SignersFile signers,
        Path key,
        Optional<Path> agent,
        Supplier<Instant> now,
        ZoneId zone,
        Executor background,
        Executor ui) {}
