package dev.belay.reach.ssh;

import java.nio.file.Path;

/// What a connection needs from the program around it.
///
/// @param ownKnownHosts file that accepted host keys are written to; it is looked up first
/// @param hostKeyQuestion asked when a host's key is new
/// @param secrets asked for pass-phrases, passwords and answers
/// @param watch told how far it has come
public record SshPorts(
        Path ownKnownHosts, HostKeyQuestion hostKeyQuestion, Secrets secrets, ConnectWatch watch) {}
