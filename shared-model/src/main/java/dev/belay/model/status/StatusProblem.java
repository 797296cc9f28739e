package dev.belay.model.status;

import java.util.Map;

/// Something wrong with the live cluster, as one observer sees it.
///
/// @param code stable, in `lower-case-with-dashes`; translated texts and advice are found by it
/// @param severity how bad
/// @param node id of the node that it is about; empty when it is about the cluster
/// @param text one sentence in English
/// @param fields what fills the translated text, by name
public record StatusProblem(
        String code, Severity severity, String node, String text, Map<String, String> fields) {

    public StatusProblem(String code, Severity severity, String node, String text) {
        this(code, severity, node, text, Map.of());
    }
}
