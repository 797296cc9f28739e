package dev.belay.agent.cli;

import dev.belay.api.DesignText;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.service.Service;
import dev.belay.model.service.VirtualIpResource;
import dev.belay.model.thing.Thing;
import dev.belay.model.thing.ThingKind;
import dev.belay.reach.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Puts a design in force: its services, what they need, and the timing profile.
final class ApplyCommand implements Command {

    /// What is another than before.
    ///
    /// @param version of the design in force afterwards
    record Applied(long version, List<String> added, List<String> changed, List<String> removed) {}

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "DESIGN", "applied-design");
        Question.describe(spec, terminal);
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal {
        DesignFile file = DesignFile.read(Given.parameter(given, 0), terminal);
        file.problems().forEach(one -> terminal.error(file.line(one, terminal)));
        if (file.isWrong()) {
            return ExitCode.PROBLEMS_FOUND;
        }
        Design design = file.design().orElseThrow();
        ApiClient client = AgentAccess.client(given, terminal);
        DesignText before = AgentAccess.ask(client, terminal, ApiClient::design);
        Optional<Design> former =
                DesignFormat.read(before.text()) instanceof Reading.Read(var known, _)
                        ? Optional.of(known)
                        : Optional.empty();
        Applied change = compare(former, design, before.version());
        boolean isJson = Given.isSet(given, "--json");
        if (former.filter(design::equals).isPresent()) {
            if (isJson) {
                terminal.json(change);
            } else {
                terminal.out()
                        .println(terminal.text("apply.same", Long.toString(before.version())));
            }
            return ExitCode.DONE;
        }
        if (!isJson) {
            show(change, former, design, terminal);
        }
        Question.confirm(given, terminal, terminal.text("apply.ask"));
        DesignText after =
                AgentAccess.ask(
                        new ApiClient(client.path(), ApiClient.MEMBERSHIP),
                        terminal,
                        one ->
                                one.putDesign(
                                        new DesignText(
                                                DesignFormat.write(design), before.version())));
        if (isJson) {
            terminal.json(
                    new Applied(
                            after.version(), change.added(), change.changed(), change.removed()));
        } else {
            terminal.out().println(terminal.text("apply.done", Long.toString(after.version())));
        }
        return ExitCode.DONE;
    }

    private static Applied compare(Optional<Design> former, Design design, long version) {
        SortedMap<String, String> before =
                former.map(ApplyCommand::services).orElseGet(TreeMap::new);
        SortedMap<String, String> after = services(design);
        List<String> added = new ArrayList<>(after.keySet());
        added.removeAll(before.keySet());
        List<String> removed = new ArrayList<>(before.keySet());
        removed.removeAll(after.keySet());
        List<String> changed = new ArrayList<>();
        after.forEach((id, text) -> {
            if (before.containsKey(id) && !text.equals(before.get(id))) {
                changed.add(id);
            }
        });
        return new Applied(version, added, changed, removed);
    }

    /// Each service with all that it is made of, as text; where it is drawn is left out.
    private static SortedMap<String, String> services(Design design) {
        SortedMap<String, String> services = new TreeMap<>();
        for (Thing thing : design.things().of(ThingKind.SERVICE)) {
            Service service = (Service) thing;
            var text = new StringBuilder(service.withFrame(Optional.empty()).toString());
            service.resources().stream()
                    .filter(VirtualIpResource.class::isInstance)
                    .map(one -> ((VirtualIpResource) one).virtualIp())
                    .flatMap(id -> design.find(id, VirtualIp.class).stream())
                    .forEach(one -> text.append(one.withFrame(Optional.empty())));
            services.put(service.id().toString(), text.toString());
        }
        return services;
    }

    private static void show(
            Applied change, Optional<Design> former, Design design, Terminal terminal) {
        list(change.added(), "apply.added", terminal);
        list(change.changed(), "apply.changed", terminal);
        list(change.removed(), "apply.removed", terminal);
        List<String> nodes = changedModes(former, design);
        list(nodes, "apply.modes", terminal);
        List<String> devices = changedDevices(former, design);
        list(devices, "apply.fence-devices", terminal);
        boolean fences = design.cluster().fencing();
        boolean isFencingAnother =
                former.map(one -> one.cluster().fencing()).orElse(false) != fences;
        if (isFencingAnother) {
            terminal.out().println(terminal.text(fences ? "apply.fencing" : "apply.no-fencing"));
        }
        TimingProfile timing = design.cluster().timing();
        boolean isTimed = former.filter(one -> one.cluster().timing().equals(timing)).isPresent();
        if (!isTimed) {
            terminal.out().println(terminal.text("apply.timing", timing.name()));
        }
        boolean isOfServices =
                !change.added().isEmpty()
                        || !change.changed().isEmpty()
                        || !change.removed().isEmpty();
        boolean isOfFencing = isFencingAnother || !devices.isEmpty();
        if (!isOfServices && !isOfFencing && nodes.isEmpty() && isTimed) {
            terminal.out().println(terminal.text("apply.drawing"));
        }
        terminal.out().println(terminal.text("apply.scope"));
    }

    /// Nodes that the design lets run services, or leaves alone, otherwise than before; one that
    /// was not drawn before counts when it is drawn as anything but an ordinary one.
    private static List<String> changedModes(Optional<Design> former, Design design) {
        return design.things().of(ThingKind.NODE).stream()
                .map(Node.class::cast)
                .filter(node -> {
                    Optional<Node> before = former.flatMap(one -> one.find(node.id(), Node.class));
                    return node.standby() != before.map(Node::standby).orElse(false)
                            || node.maintenance() != before.map(Node::maintenance).orElse(false)
                            || node.serving() != before.map(Node::serving).orElse(true);
                })
                .map(node -> node.id().toString())
                .toList();
    }

    /// Fence devices that are new, another or gone; where they are drawn is left out.
    private static List<String> changedDevices(Optional<Design> former, Design design) {
        SortedMap<String, FenceDevice> before =
                former.map(ApplyCommand::devices).orElseGet(TreeMap::new);
        SortedMap<String, FenceDevice> after = devices(design);
        SortedSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream().filter(id -> !Objects.equals(before.get(id), after.get(id))).toList();
    }

    private static SortedMap<String, FenceDevice> devices(Design design) {
        SortedMap<String, FenceDevice> all = new TreeMap<>();
        design.fenceDevices()
                .forEach(one -> all.put(one.id().toString(), one.withFrame(Optional.empty())));
        return all;
    }

    private static void list(List<String> services, String key, Terminal terminal) {
        if (!services.isEmpty()) {
            terminal.out().println(terminal.text(key, String.join(", ", services)));
        }
    }
}
