package dev.belay.reach.ssh;

/// How a program on a host ended.
///
/// @param status its exit status, 0 for success
/// @param output what it wrote, at most the first 64 KB
/// @param complaint what it wrote on its error channel, likewise
public record HostAnswer(int status, String output, String complaint) {}
