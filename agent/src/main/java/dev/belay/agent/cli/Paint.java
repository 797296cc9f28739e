package dev.belay.agent.cli;

import dev.belay.api.ServiceView;
import dev.belay.model.status.NodeState;
import dev.belay.model.status.Severity;

/// Colour on a terminal, and nothing where none is wanted; the words say the same without it.
record Paint(boolean colour) {

    String strong(String text) {
        return dye("1", text);
    }

    String faint(String text) {
        return dye("2", text);
    }

    String state(NodeState state, String text) {
        return dye(
                switch (state) {
                    case ACTIVE -> "32";
                    case STANDBY -> "34";
                    case STARTING, STOPPING -> "36";
                    case UNKNOWN -> "2";
                    case FAILED -> "31";
                    case FENCED -> "1";
                    case MAINTENANCE -> "33";
                },
                text);
    }

    String service(ServiceView.State state, String text) {
        return dye(
                switch (state) {
                    case ACTIVE -> "32";
                    case STARTING, STOPPING -> "36";
                    case STOPPED, UNKNOWN -> "2";
                    case WAITING, STUCK -> "31";
                },
                text);
    }

    String severity(Severity severity, String text) {
        return dye(
                switch (severity) {
                    case INFO -> "36";
                    case WARNING -> "33";
                    case ERROR -> "31";
                },
                text);
    }

    private String dye(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
