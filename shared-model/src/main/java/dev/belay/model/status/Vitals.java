package dev.belay.model.status;

/// A host's and an agent's load at one moment.
///
/// @param cpuPercent of the whole host, 0–100
/// @param agentCpuPercent of one core, 0–100·cores
/// @param load1 load average over one minute
/// @param memoryUsedBytes of the host: total minus available
/// @param memoryTotalBytes of the host
/// @param agentMemoryBytes resident size of the agent
/// @param diskUsedBytes of the file system that holds the state folder
/// @param diskTotalBytes of the same
/// @param receivedBytesPerSecond over all interfaces
/// @param sentBytesPerSecond over all interfaces
public record Vitals(
        double cpuPercent,
        double agentCpuPercent,
        double load1,
        long memoryUsedBytes,
        long memoryTotalBytes,
        long agentMemoryBytes,
        long diskUsedBytes,
        long diskTotalBytes,
        double receivedBytesPerSecond,
        double sentBytesPerSecond) {}
