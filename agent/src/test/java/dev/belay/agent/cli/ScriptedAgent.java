package dev.belay.agent.cli;

import dev.belay.agent.http.Ask;
import dev.belay.agent.http.Bounds;
import dev.belay.agent.http.HttpListener;
import dev.belay.agent.http.Reply;
import dev.belay.agent.http.UnixSocket;
import dev.belay.api.ApiError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An agent's API that answers by a script, one answer after the other; the last one stays.
final class ScriptedAgent implements Closeable {

    private final Path path;
    private final UnixSocket socket;
    private final HttpListener listener;
    private final Map<String, List<Reply>> answers = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    ScriptedAgent(Path folder) throws UnixSocket.Refused {
        path = folder.resolve("agent.sock");
        socket = UnixSocket.open(path, "nobody-has-this-group");
        listener = HttpListener.start(socket.channel(), Bounds.API, this::answer);
    }

    /// What is answered, in this order.
    ///
    /// @param request method and path
    ScriptedAgent on(String request, Object... documents) {
        List<Reply> replies = new ArrayList<>();
        for (Object document : documents) {
            replies.add(document instanceof Reply reply ? reply : Reply.json(document));
        }
        answers.put(request, replies);
        return this;
    }

    static Reply refusal(int status, String code) {
        return Reply.error(
                status, new ApiError(code, "something else", "'" + code + "'", "look again"));
    }

    /// Everything that was asked but questions: method, path and body.
    List<String> changes() {
        return List.copyOf(changes);
    }

    /// What a command said to it, and how it ended.
    record Ran(ExitCode code, String out, String err) {}

    Ran run(String... args) {
        return run(Locale.ROOT, args);
    }

    Ran run(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--socket", path.toString()));
        ExitCode code = recorded.run(all.toArray(String[]::new));
        return new Ran(code, recorded.out(), recorded.err());
    }

    private synchronized Reply answer(Ask ask) {
        String request = ask.method() + " " + ask.target();
        if (!ask.method().equals("GET")) {
            changes.add(request + " " + new String(ask.body(), StandardCharsets.UTF_8));
        }
        List<Reply> replies = answers.get(request);
        if (replies == null) {
            return refusal(404, "no-such-path");
        }
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        socket.close();
    }
}
