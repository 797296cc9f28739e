package dev.belay.model.network;

import dev.belay.model.value.IpAddress;

/// A machine that uses the services, where paths of packets start.
///
/// @param name what people call it
/// @param address its address
public record Client(String name, IpAddress address) {}
