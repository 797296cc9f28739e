package dev.belay.app.protect;

import dev.belay.app.protect.ProtectForm.Field;
import dev.belay.app.protect.ProtectForm.Program;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Resource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.service.VirtualIpResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A service of the open drawing that is not in force and that the form can show whole: one
/// address, and at most one program beside it.
///
/// @param service as it is drawn
/// @param address likewise
record DrawnService(Service service, VirtualIp address) {

    /// All of a drawing that another design lacks.
    static List<DrawnService> of(Design drawing, Design inForce) {
        return drawing.services().stream()
                .filter(one -> inForce.find(one.id()).isEmpty())
                .flatMap(one -> of(drawing, one).stream())
                .toList();
    }

    private static Optional<DrawnService> of(Design drawing, Service service) {
        List<Resource> resources = service.resources();
        boolean isShown =
                (resources.size() == 1 || resources.size() == 2)
                        && resources.stream()
                                .skip(1)
                                .allMatch(one ->
                                        one instanceof SystemdResource
                                                || one instanceof OcfResource);
        return isShown && resources.getFirst() instanceof VirtualIpResource one
                ? drawing.find(one.virtualIp(), VirtualIp.class)
                        .map(address -> new DrawnService(service, address))
                : Optional.empty();
    }

    /// What the form has when it shows this one.
    Map<String, String> fields() {
        Map<String, String> fields = new HashMap<>();
        fields.put(Field.NAME.key(), service.id().text());
        fields.put(
                Field.ADDRESS.key(),
                address.address().map(one -> one + "/" + address.prefix()).orElse(""));
        fields.put(Field.DEVICE.key(), address.device());
        fields.put(
                Field.PORTS.key(),
                address.ports().stream().map(Object::toString).collect(Collectors.joining(", ")));
        fields.put("home", home());
        fields.putAll(program());
        return fields;
    }

    private Map<String, String> program() {
        return switch (service.resources().getLast()) {
            case SystemdResource unit ->
                    Map.of("program", Program.SYSTEMD.name(), Field.UNIT.key(), unit.unit());
            case OcfResource agent ->
                    Map.of(
                            "program",
                            Program.OCF.name(),
                            Field.AGENT.key(),
                            "ocf:" + agent.provider() + ":" + agent.agent(),
                            Field.PARAMETERS.key(),
                            agent.parameters().entrySet().stream()
                                    .map(one -> one.getKey() + " = " + one.getValue())
                                    .collect(Collectors.joining("\n")));
            default -> Map.of("program", Program.NONE.name());
        };
    }

    /// The one node that it wants to be on; empty for none, or for more than the form can say.
    private String home() {
        return service.constraints().size() == 1
                        && service.constraints().getFirst() instanceof LocationConstraint one
                ? one.place().text()
                : "";
    }

    /// As it is drawn, where the form says the same; else as the form has it.
    ///
    /// @param typed what the form has
    /// @param formed what the form makes of it
    Service as(Map<String, String> typed, Service formed) {
        Map<String, String> mine = program();
        boolean isSameProgram =
                mine.entrySet().stream()
                        .allMatch(one -> one.getValue().equals(typed.get(one.getKey())));
        boolean isSameHome = home().equals(typed.getOrDefault("home", ""));
        Service as = isSameProgram ? service : service.withResources(beside(formed));
        return isSameHome ? as : as.withConstraints(formed.constraints());
    }

    private List<Resource> beside(Service formed) {
        Resource own = service.resources().getFirst();
        return formed.resources().size() == 1
                ? List.of(own)
                : List.of(own, formed.resources().getLast());
    }
}
