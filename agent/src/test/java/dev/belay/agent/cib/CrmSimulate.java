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

    private static final String PROMOTED = " Promoted";

    /// By one of its own assertions.
    private static final int ABORTED = 128 + 6;

    private CrmSimulate() {}

    /// What it says.
    ///
    /// @param places by the name of a primitive, where it runs when all that can be done is done,
    ///   such as `n1` or `n1 Promoted`
    /// @param actions such as `move r1 n1>n2`, without those that are blocked
    /// @param anew such as `r1 n1`: what is started anew for something before it, which is promoted
    ///   again, but only in the transition after this one
    record Answer(Map<String, Set<String>> places, Set<String> actions, Set<String> anew) {}

    /// Empty when it makes a transition that it cannot carry out itself, or ends by a fault of its
    /// own.
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
        if (ended && process.exitValue() == ABORTED) {
            return Optional.empty();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(
                    "crm_simulate ended with "
                            + process.exitValue()
                            + ": "
                            + new String(out, StandardCharsets.UTF_8));
        }
        Map<String, Set<String>> places = new TreeMap<>();
        Set<String> actions = new TreeSet<>();
        Set<String> anew = new TreeSet<>();
        try {
            CibElement result = CibFile.parse(new java.io.ByteArrayInputStream(out));
            part(result, "cluster_status").ifPresent(status -> collect(status, places));
            // What it shows of clones afterwards is not what was done: it gives histories of
            // instances a name that it does not find again.
            part(result, "transition")
                    .ifPresent(done -> done.children().forEach(one -> carryOut(one, places)));
            part(result, "actions")
                    .ifPresent(all -> {
                        all.children().forEach(one -> actions.addAll(words(one, places)));
                        all.children().stream()
                                .flatMap(one -> anew(one).stream())
                                .forEach(anew::add);
                    });
        } catch (Exception e) {
            throw new IOException(e);
        }
        return Optional.of(new Answer(places, actions, anew));
    }

    private static Optional<CibElement> part(CibElement result, String name) {
        return result.children().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static void carryOut(CibElement done, Map<String, Set<String>> places) {
        if (!done.name().equals("rsc_action")) {
            return;
        }
        Map<String, String> said = done.attributes();
        String host = said.getOrDefault("node", "");
        Set<String> of =
                places.computeIfAbsent(
                        plain(said.getOrDefault("resource", "")), _ -> new TreeSet<>());
        switch (said.getOrDefault("op", "")) {
            case "start" -> {
                // Another instance of a group may be there.
                if (!of.contains(host + PROMOTED)) {
                    of.add(host);
                }
            }
            case "demote" -> {
                of.remove(host + PROMOTED);
                of.add(host);
            }
            case "promote" -> {
                of.remove(host);
                of.add(host + PROMOTED);
            }
            case "stop" -> {
                of.remove(host);
                of.remove(host + PROMOTED);
            }
            default -> {}
        }
    }

    private static Optional<String> anew(CibElement action) {
        Map<String, String> said = action.attributes();
        return said.getOrDefault("action", "").equals("restart")
                ? Optional.of(plain(said.getOrDefault("resource", "")) + " " + said.get("source"))
                : Optional.empty();
    }

    /// One action stands for all that is done with a resource, so that a start may mean a promotion
    /// too.
    private static Set<String> words(CibElement action, Map<String, Set<String>> places) {
        Map<String, String> said = action.attributes();
        String kind = said.getOrDefault("action", "");
        if (!action.name().equals("rsc_action") || kind.equals("leave")) {
            return Set.of();
        }
        String resource = plain(said.getOrDefault("resource", ""));
        String source = said.get("source");
        String host = said.getOrDefault("dest", said.getOrDefault("node", source));
        boolean starts = kind.equals("promote") && source == null;
        Set<String> ends = places.getOrDefault(resource, Set.of());
        Set<String> words = new TreeSet<>();
        if (said.containsKey("blocked")) {
            // Its promotion may be all that is blocked.
            return starts && ends.contains(host) ? Set.of("start " + resource + " " + host) : words;
        }
        String where = source != null && said.containsKey("dest") ? source + ">" + host : host;
        words.add((starts ? "start" : kind) + " " + resource + " " + where);
        String role = said.getOrDefault("next-role", said.getOrDefault("role", ""));
        boolean anew = kind.equals("restart") || kind.equals("re-promote");
        if (role.equals("Promoted") && ends.contains(host + PROMOTED) && !anew) {
            words.add("promote " + resource + " " + host);
        }
        return words;
    }

    /// Without the number of an instance.
    static String plain(String resource) {
        return resource.replaceAll(":\\d+$", "");
    }

    private static void collect(CibElement element, Map<String, Set<String>> places) {
        if (element.name().equals("resource")) {
            String role = element.attributes().getOrDefault("role", "");
            Set<String> of =
                    places.computeIfAbsent(
                            plain(element.attributes().getOrDefault("id", "")),
                            _ -> new TreeSet<>());
            element.children().stream()
                    .filter(one -> one.name().equals("node"))
                    .map(one -> one.attributes().getOrDefault("name", ""))
                    .forEach(host -> of.add(role.equals("Promoted") ? host + PROMOTED : host));
            return;
        }
        element.children().forEach(child -> collect(child, places));
    }
}
