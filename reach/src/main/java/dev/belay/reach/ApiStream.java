package dev.belay.reach;

import dev.belay.api.Json;
import dev.belay.api.Sample;
import dev.belay.model.status.ClusterStatus;
import dev.belay.model.status.EventRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionClosedException;
import tools.jackson.core.JacksonException;

/// What an agent sends by itself, until one of both hangs up.
public final class ApiStream implements Closeable {

    private final ApiExchange exchange;
    private final Duration idle;
    private volatile long lastEvent;
    private volatile boolean closed;

    ApiStream(ApiExchange exchange, Duration idle, long eventsAfter) {
        this.exchange = exchange;
        this.idle = idle;
        this.lastEvent = eventsAfter;
        exchange.deadline().postpone(idle);
    }

    /// Highest number of an event that was handed on: where to go on after a break.
    public long lastEvent() {
        return lastEvent;
    }

    /// Hands on what comes. Blocks until {@link #close}, then returns; throws when the agent hangs
    /// up or is silent for too long.
    public void run(StreamListener listener) throws AgentException {
        // Closed with the exchange: a stream that fails would throw the same object again at its
        // end.
        try {
            InputStream in = exchange.content();
            ServerSentEvents events = new ServerSentEvents(in, this::heard);
            while (!closed) {
                ServerSentEvents.Message message = events.next();
                if (message == null) {
                    break;
                }
                handOn(message, listener);
            }
        } catch (IOException e) {
            if (closed) {
                return;
            }
            throw exchange.failed(e);
        } catch (JacksonException e) {
            throw AgentException.refused(ApiClient.notUnderstood(e.getOriginalMessage()));
        } finally {
            exchange.close();
        }
        if (!closed) {
            throw exchange.failed(new ConnectionClosedException());
        }
    }

    private void heard() {
        exchange.deadline().postpone(idle);
    }

    private void handOn(ServerSentEvents.Message message, StreamListener listener) {
        switch (message.event()) {
            case "status" ->
                    listener.status(Json.MAPPER.readValue(message.data(), ClusterStatus.class));
            case "sample" -> listener.sample(Json.MAPPER.readValue(message.data(), Sample.class));
            case "event" -> {
                EventRecord event = Json.MAPPER.readValue(message.data(), EventRecord.class);
                listener.event(event);
                lastEvent = Math.max(lastEvent, event.seq());
            }
            // A newer agent may say more than this program understands.
            default -> {}
        }
    }

    @Override
    public void close() {
        closed = true;
        exchange.close();
    }
}
