package dev.belay.reach;

import dev.belay.api.ApiError;
import dev.belay.api.RecordReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One request and its answer on a pipe of its own.
final class ApiExchange implements Closeable {

    /// Far above what an agent sends; a larger answer is none of ours.
    private static final int BODY_BYTES_MAX = 32 << 20;

    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(64).build();

    private final AgentPath path;
    private final ApiRequest request;
    private final Pipe pipe;
    private final Deadline deadline;
    private boolean sent;
    private @Nullable HttpEntity entity;

    private ApiExchange(AgentPath path, ApiRequest request, Pipe pipe, Duration allowed) {
        this.path = path;
        this.request = request;
        this.pipe = pipe;
        this.deadline = Deadline.in(allowed, pipe::close);
    }

    /// Sends the request and takes the head of a good answer.
    static ApiExchange begin(AgentPath path, ApiRequest request, Duration allowed)
            throws AgentException {
        ApiExchange exchange = new ApiExchange(path, request, path.open(), allowed);
        try {
            exchange.exchangeHeads();
            return exchange;
        } catch (AgentException e) {
            exchange.close();
            throw e;
        } catch (IOException | HttpException e) {
            exchange.close();
            throw exchange.failed(e);
        }
    }

    private void exchangeHeads() throws IOException, HttpException, AgentException {
        DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(LIMITS);
        connection.bind(new PipeSocket(pipe));
        BasicClassicHttpRequest head =
                new BasicClassicHttpRequest(request.method(), request.target());
        head.addHeader("Host", "belay");
        head.addHeader("Accept", "application/json, text/event-stream");
        head.addHeader("Connection", "close");
        byte[] body = request.body();
        if (body != null) {
            head.addHeader("Content-Type", request.contentType());
            head.addHeader("Content-Length", Integer.toString(body.length));
            head.setEntity(new ByteArrayEntity(body, ContentType.create(request.contentType())));
        }
        connection.sendRequestHeader(head);
        if (head.getEntity() != null) {
            connection.sendRequestEntity(head);
        }
        sent = true;
        connection.flush();
        ClassicHttpResponse answer = connection.receiveResponseHeader();
        connection.receiveResponseEntity(answer);
        entity = answer.getEntity();
        if (answer.getCode() >= 300) {
            throw refusal(answer.getCode(), body());
        }
    }

    /// The whole answer.
    String body() throws AgentException {
        HttpEntity answer = entity;
        if (answer == null) {
            return "";
        }
        // Closed with the exchange: a stream that fails would throw the same object again at its
        // end.
        try {
            InputStream in = answer.getContent();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[16_384];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
                if (bytes.size() > BODY_BYTES_MAX) {
                    close();
                    throw AgentException.refused(
                            ApiClient.notUnderstood("more than " + BODY_BYTES_MAX + " bytes"));
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// The answer as it comes.
    InputStream content() throws IOException {
        HttpEntity answer = entity;
        return answer == null ? InputStream.nullInputStream() : answer.getContent();
    }

    Deadline deadline() {
        return deadline;
    }

    String describePath() {
        return path.describe();
    }

    AgentException failed(Exception cause) {
        if (cause instanceof PipeRefusedException refused) {
            return new AgentException(AgentException.Kind.UNREACHABLE, refused.error(), cause);
        }
        String wanted = "an answer of the agent at " + path.describe();
        String found = deadline.hasExpired() ? "nothing within the allowed time" : brief(cause);
        if (request.changes() && sent) {
            return AgentException.unknown(
                    deadline.hasExpired() ? "agent-silent" : "agent-lost",
                    wanted + " to " + request.method() + " " + request.target(),
                    found,
                    "it may or may not have been done: read the present value before you repeat it",
                    cause);
        }
        return AgentException.unreachable(
                deadline.hasExpired() ? "agent-silent" : "agent-lost",
                wanted,
                found,
                "check that belayd runs and is not paused on that node",
                cause);
    }

    private static String brief(Exception cause) {
        boolean hungUp =
                cause instanceof ConnectionClosedException
                        || cause instanceof MalformedChunkCodingException
                        || cause instanceof NoHttpResponseException;
        String message = cause.getMessage();
        if (hungUp) {
            return "that it hung up";
        }
        return "'" + (message == null ? cause.getClass().getSimpleName() : message) + "'";
    }

    private AgentException refusal(int code, String body) {
        ApiError error;
        try {
            error = RecordReader.read(body, ApiError.class);
        } catch (JacksonException e) {
            error = null;
        }
        if (error == null || isBlank(error.code())) {
            error =
                    new ApiError(
                            "http-" + code,
                            "an answer to "
                                    + request.method()
                                    + " "
                                    + request.target().toLowerCase(Locale.ROOT),
                            "HTTP status " + code,
                            "check that the agent's version is like this program's");
        }
        // 504: the agent passed the request on and never learned what became of it.
        return new AgentException(
                code == 504 ? AgentException.Kind.UNKNOWN : AgentException.Kind.REFUSED,
                error,
                null);
    }

    /// A foreign server's answer may leave any component out.
    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    public void close() {
        deadline.close();
        pipe.close();
    }
}
