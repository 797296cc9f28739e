package dev.belay.agent.http;

import java.nio.channels.SocketChannel;

/// A request, read completely.
///
/// @param method in capitals
/// @param target path and query as they were sent
/// @param contentType empty when there was none
/// @param body empty when there was none
/// @param channel that it came by, to ask who is at its other end
public record Ask(
        String method, String target, String contentType, byte[] body, SocketChannel channel) {}
