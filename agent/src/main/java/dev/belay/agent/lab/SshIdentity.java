package dev.belay.agent.lab;

import java.security.KeyPair;

/// What a node's SSH server shows and accepts.
///
/// @param host its host key
/// @param user the key of the lab's user
record SshIdentity(KeyPair host, KeyPair user) {}
