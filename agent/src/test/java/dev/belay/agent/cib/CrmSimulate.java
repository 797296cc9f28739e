package dev.belay.agent.cib;

import dev.belay.model.cib.CibElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Pacemaker's own scheduler, as installed.
final class CrmSimulate {

    private CrmSimulate() {}

    /// What it says.
    ///
    /// @param placements where each primitive runs when the transition is done
    /// @param actions such as `move r1 n1>n2`, without those that are blocked
    record Answer(Map<String, Set<String>> placements, Set<String> actions) {}

    /// Where each primitive runs when the transition is done: none, one, or more hosts; empty when
    /// it makes a transition that it cannot carry out itself.
    static Optional<Answer> ask(Path cib) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "/usr/sbin/crm_simulate",
                                "-x",
                                cib.toString(),
                                "-S",
                                "--output-as=xml")
                        .redirectErrorStream(false)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (ended && new String(out, StandardCharsets.UTF_8).contains("An invalid transition")) {
            return Optional.empty();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(
                    "crm_simulate ended with "
                            + process.exitValue()
                            + ": "
                            + new String(out, StandardCharsets.UTF_8));
        }
        Map<String, Set<String>> placements = new TreeMap<>();
        Set<String> actions = new TreeSet<>();
        try {
            CibElement result = CibFile.parse(new java.io.ByteArrayInputStream(out));
            for (CibElement part : result.children()) {
                if (part.name().equals("revised_cluster_status")) {
                    collect(part, placements);
                } else if (part.name().equals("actions")) {
                    part.children().stream()
                            .map(CrmSimulate::words)
                            .flatMap(Optional::stream)
                            .forEach(actions::add);
                }
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Optional.of(new Answer(placements, actions));
    }

    private static Optional<String> words(CibElement action) {
        Map<String, String> said = action.attributes();
        if (!action.name().equals("rsc_action")
                || said.containsKey("blocked")
                || said.getOrDefault("action", "").equals("leave")) {
            return Optional.empty();
        }
        String where =
                said.containsKey("dest")
                        ? said.get("source") + ">" + said.get("dest")
                        : said.getOrDefault("node", said.get("source"));
        return Optional.of(
                said.get("action") + " " + plain(said.getOrDefault("resource", "")) + " " + where);
    }

    /// Without the number of an instance.
    static String plain(String resource) {
        return resource.replaceAll(":\\d+$", "");
    }

    private static void collect(CibElement element, Map<String, Set<String>> placements) {
        if (element.name().equals("resource")) {
            Set<String> hosts = new TreeSet<>();
            element.children().stream()
                    .filter(one -> one.name().equals("node"))
                    .forEach(node -> hosts.add(node.attributes().get("name")));
            placements
                    .computeIfAbsent(
                            plain(element.attributes().getOrDefault("id", "")),
                            _ -> new TreeSet<>())
                    .addAll(hosts);
            return;
        }
        element.children().forEach(child -> collect(child, placements));
    }
}
