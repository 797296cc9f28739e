package dev.belay.agent.core.cluster;

/// Bytes that {@link ClusterCodec} did not write, or that a newer version wrote.
public final class CodecException extends Exception {

    CodecException(String message) {
        super(message);
    }
}
