package dev.belay.model.status;

/// Something wrong with the live cluster, as one observer sees it.
///
/// @param code stable, in `lower-case-with-dashes`; translated texts and advice are found by it
/// @param severity how bad
/// @param node id of the node that it is about; empty when it is about the cluster
/// @param text one sentence in English
public record StatusProblem(String code, Severity severity, String node, String text) {}
