package dev.belay.model.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.design.Kinds;
import dev.belay.model.network.Client;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeAddress;
import dev.belay.model.service.Operations;
import dev.belay.model.service.Service;
import dev.belay.model.shape.Field;
import dev.belay.model.shape.FieldType;
import dev.belay.model.shape.Shape;
import dev.belay.model.thing.ThingKind;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Port;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedTest {

    private static Field field(Class<? extends Record> type, String name) {
        return Shape.of(type).fields().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object good(Class<? extends Record> type, String name, String text) {
        return switch (Typed.read(field(type, name), name, text)) {
            case Typed.Outcome.Good(Object value) -> value;
            case Typed.Outcome.Bad(var problem) -> throw new AssertionError(problem.toString());
        };
    }

    private static String bad(Class<? extends Record> type, String name, String text) {
        return switch (Typed.read(field(type, name), "Label", text)) {
            case Typed.Outcome.Good(Object value) -> throw new AssertionError("good: " + value);
            case Typed.Outcome.Bad(var problem) -> problem.sentence(Locale.ENGLISH);
        };
    }

    @Test
    void a_field_that_may_be_missing_is_missing_when_nothing_is_typed() {
        assertThat(good(VirtualIp.class, "address", "  ")).isEqualTo(Optional.empty());
        assertThat(good(VirtualIp.class, "address", " 10.0.0.9 "))
                .isEqualTo(Optional.of(IpAddress.parse("10.0.0.9").orThrow()));
    }

    @Test
    void a_field_with_a_default_has_it_when_nothing_is_typed() {
        assertThat(good(Node.class, "agentPort", "")).isEqualTo(new Port(7420));
        assertThat(good(Service.class, "failureTimeout", "")).isEqualTo(Duration.ofMinutes(10));
        assertThat(good(VirtualIp.class, "prefix", "")).isEqualTo(32);
    }

    @Test
    void several_values_stand_on_a_line_each() {
        assertThat(good(dev.belay.model.cloud.Vpc.class, "cidrs", "10.0.0.0/16\n\n 10.1.0.0/16\n"))
                .isEqualTo(
                        List.of(
                                Cidr.parse("10.0.0.0/16").orThrow(),
                                Cidr.parse("10.1.0.0/16").orThrow()));
    }

    @Test
    void texts_by_name_are_read_whatever_else_is_in_them() {
        assertThat(good(Node.class, "attributes", "rack=a1\nquery = a=b \nflag"))
                .isEqualTo(Map.of("rack", "a1", "query", "a=b", "flag", ""));
    }

    @Test
    void what_is_wrong_is_said_as_a_file_says_it() {
        assertThat(bad(VirtualIp.class, "address", "10.0.0.300")).contains("10.0.0.300", "Label");
        assertThat(bad(VirtualIp.class, "prefix", "many")).contains("whole number", "many");
        assertThat(bad(VirtualIp.class, "prefix", "99999999999")).contains("99999999999");
        assertThat(bad(VirtualIp.class, "ports", "80\n70000")).contains("70000");
        assertThat(bad(Service.class, "failureTimeout", "soon")).contains("soon");
    }

    @Test
    void every_default_of_every_kind_reads_as_it_is_written() {
        for (ThingKind kind : ThingKind.values()) {
            Class<? extends Record> type = Kinds.typeOf(kind).asSubclass(Record.class);
            Draft<?> draft = Draft.blank(type);
            for (Field field : Shape.of(type).fields()) {
                boolean isText =
                        field.type() instanceof FieldType.Scalar
                                || field.type() instanceof FieldType.Choice
                                || field.type() instanceof FieldType.Texts;
                Optional<Object> value = draft.value(field);
                if (isText && value.isPresent()) {
                    assertThat(Typed.read(field, field.name(), Typed.text(value.get())))
                            .as(kind + " " + field.name())
                            .isEqualTo(new Typed.Outcome.Good(value.get()));
                }
            }
        }
    }

    @Test
    void a_draft_is_no_record_until_what_has_no_default_is_said() {
        Draft<NodeAddress> draft = Draft.blank(NodeAddress.class);
        assertThat(draft.done()).isEmpty();
        assertThat(
                        draft.with(
                                        field(NodeAddress.class, "address"),
                                        IpAddress.parse("10.0.0.1").orThrow())
                                .done())
                .contains(NodeAddress.of("", IpAddress.parse("10.0.0.1").orThrow()));
        assertThat(Draft.blank(Operations.class).done()).contains(Operations.DEFAULT);
        Client client = new Client("pc", IpAddress.parse("10.0.0.2").orThrow());
        assertThat(Draft.of(client).done()).contains(client);
    }
}
