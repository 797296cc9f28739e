package dev.belay.agent.service;

import dev.belay.agent.service.Remnants.Remnant;
import dev.belay.model.service.Operations;
import dev.belay.model.value.IpAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is left of services, as it is written to the state folder.
///
/// @param format of this file; another one is not read
record RemnantsText(int format, List<Stay> stays) {

    private static final int FORMAT = 1;
    private static final String OCF = "ocf";
    private static final String SYSTEMD = "systemd";
    private static final String SCRIPT = "script";
    private static final String ADDRESS = "address";

    record Stay(String service, long generation, List<Line> resources) {}

    /// @param type one of four words
    /// @param words what that type needs, in the order of its record
    record Line(
            String type,
            String name,
            List<String> words,
            Map<String, String> parameters,
            Limits limits) {}

    record Limits(long startMillis, long stopMillis, long monitorMillis, long intervalMillis) {}

    static RemnantsText of(Collection<Remnant> remnants) {
        return new RemnantsText(
                FORMAT,
                remnants.stream()
                        .map(one ->
                                new Stay(
                                        one.service(),
                                        one.generation(),
                                        one.resources().stream().map(RemnantsText::line).toList()))
                        .toList());
    }

    List<Remnant> remnants() throws IOException {
        if (format != FORMAT) {
            throw new IOException(
                    "what is left of services is written in format %d, this agent reads %d: start the agent that wrote it, and stop it in order"
                            .formatted(format, FORMAT));
        }
        return stays.stream()
                .map(one ->
                        new Remnant(
                                one.service(),
                                one.generation(),
                                one.resources().stream().map(RemnantsText::resource).toList()))
                .toList();
    }

    private static Line line(ServiceResource resource) {
        return switch (resource) {
            case ServiceResource.Ocf one ->
                    new Line(
                            OCF,
                            one.name(),
                            List.of(one.provider(), one.agent()),
                            one.parameters(),
                            limits(one));
            case ServiceResource.Systemd one ->
                    new Line(SYSTEMD, one.name(), List.of(one.unit()), Map.of(), limits(one));
            case ServiceResource.Script one ->
                    new Line(SCRIPT, one.name(), words(one), Map.of(), limits(one));
            case ServiceResource.Address one ->
                    new Line(
                            ADDRESS,
                            one.name(),
                            List.of(
                                    one.address().toString(),
                                    Integer.toString(one.prefix()),
                                    one.device()),
                            Map.of(),
                            limits(one));
            case ServiceResource.InCloud one ->
                    throw new IllegalStateException(
                            "nothing of '" + one.name() + "' is on this node");
        };
    }

    /// The program, how many arguments start it and how many stop it, then all arguments.
    private static List<String> words(ServiceResource.Script one) {
        List<String> words = new ArrayList<>();
        words.add(one.program());
        words.add(Integer.toString(one.start().size()));
        words.add(Integer.toString(one.stop().size()));
        words.addAll(one.start());
        words.addAll(one.stop());
        words.addAll(one.status());
        return words;
    }

    private static ServiceResource script(Line line, Operations times) {
        List<String> words = line.words();
        int stop = 3 + Integer.parseInt(words.get(1));
        int status = stop + Integer.parseInt(words.get(2));
        return new ServiceResource.Script(
                line.name(),
                words.get(0),
                words.subList(3, stop),
                words.subList(stop, status),
                words.subList(status, words.size()),
                times);
    }

    private static Limits limits(ServiceResource resource) {
        Operations times = resource.operations();
        return new Limits(
                times.start().toMillis(),
                times.stop().toMillis(),
                times.monitor().toMillis(),
                times.interval().toMillis());
    }

    private static ServiceResource resource(Line line) {
        Limits limits = line.limits();
        var times =
                new Operations(
                        Duration.ofMillis(limits.startMillis()),
                        Duration.ofMillis(limits.stopMillis()),
                        Duration.ofMillis(limits.monitorMillis()),
                        Duration.ofMillis(limits.intervalMillis()));
        List<String> words = line.words();
        return switch (line.type()) {
            case OCF ->
                    new ServiceResource.Ocf(
                            line.name(),
                            words.get(0),
                            words.get(1),
                            new TreeMap<>(line.parameters()),
                            times);
            case SYSTEMD -> new ServiceResource.Systemd(line.name(), words.get(0), times);
            case SCRIPT -> script(line, times);
            case ADDRESS ->
                    new ServiceResource.Address(
                            line.name(),
                            IpAddress.parse(words.get(0)).orThrow(),
                            Integer.parseInt(words.get(1)),
                            words.get(2),
                            times);
            default -> throw new IllegalStateException("a resource of type " + line.type());
        };
    }
}
