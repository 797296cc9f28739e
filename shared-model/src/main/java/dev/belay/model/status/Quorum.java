package dev.belay.model.status;

/// Votes counted by one observer.
///
/// @param votersUp voters that it hears, itself included
/// @param votersTotal voters that the membership has
/// @param needed votes that make a majority
/// @param held whether the observer takes the cluster to be able to commit
public record Quorum(int votersUp, int votersTotal, int needed, boolean held) {}
