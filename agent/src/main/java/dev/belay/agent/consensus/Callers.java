package dev.belay.agent.consensus;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.ratis.thirdparty.io.grpc.Context;
import org.apache.ratis.thirdparty.io.grpc.Contexts;
import org.apache.ratis.thirdparty.io.grpc.Grpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Knows of each call who makes it, by the certificate of its connection, and turns away whose
/// certificate is refused by now, whatever connection or resumed session it comes by.
final class Callers implements ServerInterceptor {

    /// Id of the node that makes the current call.
    static final Context.Key<String> CALLER = Context.key("belay-caller");

    /// Says why a certificate is refused; empty when it is not.
    private final Function<List<X509Certificate>, String> refusal;

    private final Function<X509Certificate, String> name;

    /// @param refusal why a certificate is refused; empty when it is not
    /// @param name id of the node in a certificate
    Callers(
            Function<List<X509Certificate>, String> refusal,
            Function<X509Certificate, String> name) {
        this.refusal = refusal;
        this.name = name;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        List<X509Certificate> chain =
                chain(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        String why = chain.isEmpty() ? "no certificate" : refusal.apply(chain);
        if (!why.isEmpty()) {
            call.close(Status.PERMISSION_DENIED.withDescription(why), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(
                Context.current().withValue(CALLER, name.apply(chain.getFirst())),
                call,
                headers,
                next);
    }

    private static List<X509Certificate> chain(@Nullable SSLSession session) {
        try {
            return session == null
                    ? List.of()
                    : Stream.of(session.getPeerCertificates())
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
