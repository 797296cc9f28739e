package dev.belay.agent.http;

import dev.belay.api.ApiError;
import dev.belay.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpServerRequestHandler.ResponseTrigger;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.jspecify.annotations.Nullable;

/// One connection's requests in HttpCore's words, handed to the handler in ours.
final class Exchange {

    private final ChannelSocket socket;
    private final Bounds bounds;
    private final Function<Ask, Reply> handler;
    private final Semaphore contents;

    /// @param contents how many more long bodies may be held
    Exchange(
            ChannelSocket socket, Bounds bounds, Function<Ask, Reply> handler, Semaphore contents) {
        this.socket = socket;
        this.bounds = bounds;
        this.handler = handler;
        this.contents = contents;
    }

    HttpService service() {
        var processor =
                HttpProcessorBuilder.create()
                        .addAll(new RequestValidateHost())
                        .addAll(new ResponseContent(), new ResponseConnControl())
                        .build();
        return new HttpService(
                processor, this::handle, DefaultConnectionReuseStrategy.INSTANCE, null) {
            @Override
            protected void handleException(HttpException e, ClassicHttpResponse response) {
                response.setCode(toStatusCode(e));
                response.setEntity(
                        json(
                                Json.MAPPER.writeValueAsBytes(
                                        new ApiError(
                                                "bad-request",
                                                "a request in HTTP/1.1",
                                                "'" + e.getMessage() + "'",
                                                "mend the request"))));
            }
        };
    }

    private void handle(ClassicHttpRequest request, ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        if (!bounds.isContent(request.getPath())) {
            take(request, trigger);
            return;
        }
        if (!contents.tryAcquire()) {
            refuse(
                    trigger,
                    503,
                    new ApiError(
                            "too-many-contents",
                            "at most " + Bounds.MOST_CONTENTS + " long requests at the same time",
                            "one more",
                            "try again"));
            return;
        }
        try {
            take(request, trigger);
        } finally {
            contents.release();
        }
    }

    private void refuse(ResponseTrigger trigger, int status, ApiError error)
            throws HttpException, IOException {
        ClassicHttpResponse response = response(Reply.error(status, error));
        response.setHeader("Connection", "close");
        trigger.submitResponse(response);
        socket.shutdownInput();
    }

    private void take(ClassicHttpRequest request, ResponseTrigger trigger)
            throws HttpException, IOException {
        int most = bounds.bodyBytes(request.getPath());
        byte[] body = body(request.getEntity(), most);
        socket.requestComplete();
        if (body.length > most) {
            refuse(
                    trigger,
                    413,
                    new ApiError(
                            "body-too-large",
                            "a body of at most " + most + " bytes",
                            "more",
                            "send less"));
            return;
        }
        var type = request.getFirstHeader("Content-Type");
        String contentType = type == null || type.getValue() == null ? "" : type.getValue();
        trigger.submitResponse(
                response(
                        handler.apply(
                                new Ask(
                                        request.getMethod(),
                                        request.getPath(),
                                        contentType,
                                        body,
                                        socket.channel()))));
    }

    private static byte[] body(@Nullable HttpEntity entity, int most) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream in = new OpenEnded(entity.getContent())) {
            long length = entity.getContentLength();
            if (length < 0 || length > most) {
                return in.readNBytes(most + 1);
            }
            // Its length is known: read in large pieces, without growing.
            byte[] bytes = new byte[(int) length];
            int read = in.readNBytes(bytes, 0, bytes.length);
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
        }
    }

    private static ClassicHttpResponse response(Reply reply) {
        var response = new BasicClassicHttpResponse(reply.status());
        switch (reply) {
            case Reply.Whole whole -> {
                whole.headers().forEach(response::setHeader);
                response.setEntity(
                        new ByteArrayEntity(
                                whole.body(), ContentType.parseLenient(whole.contentType())));
            }
            case Reply.Flow flow -> {
                response.setHeader("Cache-Control", "no-store");
                response.setHeader("Connection", "close");
                response.setEntity(new FlowEntity(flow));
            }
        }
        return response;
    }

    private static HttpEntity json(byte[] body) {
        return new ByteArrayEntity(body, ContentType.APPLICATION_JSON);
    }

    /// Leaves the rest of a long body unread: HttpCore's own stream would read on to its end.
    private static final class OpenEnded extends java.io.FilterInputStream {
        OpenEnded(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Nothing to free: the connection owns the stream.
        }
    }

    /// A body of unknown length that is written while it comes into being.
    private static final class FlowEntity extends AbstractHttpEntity {

        private final Reply.Flow flow;

        FlowEntity(Reply.Flow flow) {
            super(flow.contentType(), null, true);
            this.flow = flow;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException("written, never read");
        }

        @Override
        public boolean isStreaming() {
            return true;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            flow.writer().writeTo(out);
        }

        @Override
        public void close() {
            // Nothing to free.
        }
    }
}
