package dev.belay.agent.cli;

import dev.belay.api.FenceView;
import java.util.Locale;

/// Fencing in words.
final class FenceText {

    private FenceText() {}

    static String result(FenceView.Result result, Terminal terminal) {
        return terminal.text("fence.result." + result.name().toLowerCase(Locale.ROOT));
    }

    /// What became of it, in a line, and what was seen below.
    static void print(FenceView.Fencing one, Terminal terminal) {
        terminal.out()
                .println(
                        terminal.text(
                                "fence.line",
                                ServiceText.when(one.at()),
                                one.node(),
                                result(one.result(), terminal),
                                one.executor().isEmpty() ? one.orderedBy() : one.executor(),
                                one.reason()));
        one.evidence().forEach(line -> terminal.out().println("    " + line));
    }
}
