package dev.belay.agent.cli;

import dev.belay.model.network.Proxy;
import dev.belay.model.proxy.ProxyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The files that the proxies of a design stand for; asks no agent.
final class ProxyRenderCommand implements Command {

    /// One file.
    ///
    /// @param proxy its id in the design
    record Rendered(String proxy, String path, String text) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "checked-design");
        Given.value(spec, terminal, String.class, "PROXY", null, "--proxy");
        Given.value(spec, terminal, String.class, "DIR", null, "-o", "--folder");
        Given.flag(spec, terminal, "--json");
    }

    @Override
    public boolean endsAtOnce() {
        return true;
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        if (file.isRefused(terminal)) {
            return ExitCode.PROBLEMS_FOUND;
        }
        List<Rendered> all = new ArrayList<>();
        for (Proxy proxy : wanted(file, Given.text(given, "--proxy"), terminal)) {
            ProxyFiles.of(proxy)
                    .forEach((path, text) ->
                            all.add(new Rendered(proxy.id().toString(), path, text)));
        }
        Optional<Path> folder = Given.text(given, "--folder").map(Path::of);
        if (folder.isPresent()) {
            write(all, folder.get(), terminal);
        }
        if (Given.isSet(given, "--json")) {
            terminal.json(all);
        } else if (folder.isPresent()) {
            all.forEach(one -> terminal.out().println(place(folder.get(), one)));
        } else {
            all.forEach(one -> show(one, terminal));
        }
        return ExitCode.DONE;
    }

    private static List<Proxy> wanted(DesignFile file, Optional<String> id, Terminal terminal)
            throws Refusal {
        List<Proxy> all = file.design().orElseThrow().proxies();
        List<Proxy> found =
                all.stream()
                        .filter(one -> id.filter(it -> !it.equals(one.id().toString())).isEmpty())
                        .toList();
        if (found.isEmpty()) {
            String there = String.join(", ", all.stream().map(one -> one.id().toString()).toList());
            throw new Refusal(
                    ExitCode.FAILED,
                    all.isEmpty()
                            ? terminal.text("proxy.none", file.path())
                            : terminal.text("proxy.unknown", id.orElse(""), there));
        }
        return found;
    }

    private static void show(Rendered one, Terminal terminal) {
        var paint = new Paint(terminal.colour());
        terminal.out().println(paint.faint("==> " + one.proxy() + "/" + one.path() + " <=="));
        terminal.out().print(one.text());
        terminal.out().println();
    }

    private static Path place(Path folder, Rendered one) {
        return folder.resolve(one.proxy()).resolve(one.path());
    }

    /// A file and its place.
    private record Placed(Rendered file, OutputFile place) {}

    /// All or nothing: what is there with other words is looked at before any file is written.
    private static void write(List<Rendered> all, Path folder, Terminal terminal) throws Refusal {
        List<Placed> placed = new ArrayList<>();
        for (Rendered one : all) {
            Path path = place(folder, one);
            OutputFile place = OutputFile.at(path, terminal);
            if (place.isThere() && !place.has(bytes(one))) {
                throw new Refusal(ExitCode.FAILED, terminal.text("proxy.there", path));
            }
            placed.add(new Placed(one, place));
        }
        for (Placed one : placed) {
            Path path = one.place().path();
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                one.place().write(bytes(one.file()), terminal);
            } catch (IOException e) {
                throw new Refusal(
                        ExitCode.FAILED,
                        terminal.text("proxy.unwritten", path, BundleSource.why(e)));
            }
        }
    }

    private static byte[] bytes(Rendered one) {
        return one.text().getBytes(StandardCharsets.UTF_8);
    }
}
