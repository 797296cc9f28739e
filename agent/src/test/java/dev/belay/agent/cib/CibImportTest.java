package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.model.cib.CibElement;
import dev.belay.model.cib.CibExport;
import dev.belay.model.cib.CibImport;
import dev.belay.model.cib.Unsaid;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.service.Service;
import dev.belay.model.value.ThingId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CibImportTest {

    private static CibElement sample(String name) throws Exception {
        try (InputStream in = CibImportTest.class.getResourceAsStream(name)) {
            return CibFile.parse(Objects.requireNonNull(in));
        }
    }

    private static String line(Unsaid one) {
        return one.why() + " " + one.feature() + " of " + one.of();
    }

    private static Service service(Design design, String id) {
        return design.find(new ThingId(id), Service.class).orElseThrow();
    }

    @Test
    void what_a_drawing_can_say_is_drawn_whole() throws Exception {
        CibImport.Imported imported = CibImport.of(sample("said.xml"));
        Design design = imported.design();

        assertThat(imported.unsaid()).isEmpty();
        assertThat(design.cluster().name()).isEqualTo("Harbour");
        assertThat(design.cluster().id()).isEqualTo("harbour");
        assertThat(design.nodes())
                .extracting(node -> node.id() + " " + node.role() + " " + node.attributes())
                .containsExactly(
                        "quay ADMIN {disk=ssd}",
                        "pier WORKER {disk=hdd}",
                        "dock WORKER {}",
                        "buoy REMOTE {disk=ssd}",
                        "cabin GUEST {}");
        assertThat(DesignFormat.write(design))
                .contains(
                        "\"address\": \"10.0.5.5\"",
                        "\"remote\": { \"port\": 3131, \"reconnectInterval\": \"30s\", \"stock\":"
                                + " true }",
                        "\"machine\": \"vm\", \"address\": \"10.0.6.6\", \"port\": 3132")
                .contains("\"id\": \"web-ip-address\"", "\"device\": \"eth1\"", "\"prefix\": 24")
                .contains("/etc/init.d/harbourd", "\"notes\": \"what guests see\"");
        assertThat(design.services())
                .extracting(one -> one.name() + " " + one.stickiness() + " " + one.start())
                .containsExactly(
                        "web 50 AUTOMATIC",
                        "other-ip 50 MANUAL",
                        "vm 50 AUTOMATIC",
                        "old 50 AUTOMATIC",
                        "little 50 AUTOMATIC");
        assertThat(service(design, "web").constraints().toString())
                .isEqualTo(
                        "[LocationConstraint[place=pier, score=100],"
                                + " AttributeConstraint[attribute=disk, value=hdd,"
                                + " score=-1000000]]");
        assertThat(service(design, "little").constraints().toString())
                .isEqualTo(
                        "[LocationConstraint[place=buoy, score=7],"
                                + " OrderConstraint[after=vm, required=false]]");
        assertThat(service(design, "little").resources().toString())
                .contains("parameters={fake=from-template}")
                .contains("start=PT33S, stop=PT44S, monitor=PT44S, interval=PT0S");
        assertThat(design.fenceDevices())
                .extracting(
                        FenceDevice::name,
                        FenceDevice::level,
                        device -> device.targets().toString(),
                        device -> device.action() + " " + device.timeout() + " " + device.delay())
                .containsExactly(
                        tuple("crane", 2, "[quay, pier]", "REBOOT PT1M30S PT4S"),
                        tuple("tug", 1, "[quay, pier]", "OFF PT2M PT0S"));
    }

    @Test
    void what_a_drawing_cannot_say_is_listed_with_its_reason() throws Exception {
        CibImport.Imported imported = CibImport.of(sample("unsaid.xml"));

        assertThat(imported.unsaid())
                .extracting(CibImportTest::line)
                .containsExactly(
                        "NO_PLACE placement-strategy of crm_config",
                        "NO_PLACE no-quorum-policy of crm_config",
                        "STATE dc-version of crm_config",
                        "NO_PLACE cluster_property_set of crm_config",
                        "NO_PLACE utilization of quay",
                        "NO_PLACE node of gone",
                        "NO_PLACE template of unused",
                        "SECRET password of fence",
                        "LEFT_OUT pcmk_host_list of fence",
                        "KEPT pcmk_delay_max of fence",
                        "NO_PLACE op monitor of fence",
                        "SECRET db_password of app",
                        "NO_PLACE instance_attributes of app",
                        "OTHERWISE is-managed of app",
                        "NO_PLACE allow-migrate of app",
                        "NO_PLACE failure-timeout of app",
                        "NO_PLACE on-fail of app",
                        "NO_PLACE op monitor of app",
                        "NO_PLACE op migrate_to of app",
                        "NO_PLACE utilization of app",
                        "NO_PLACE ordered of pair",
                        "NO_PLACE description of one",
                        "NO_PLACE target-role of two",
                        "NO_PLACE primitive of three",
                        "NO_PLACE clone of everywhere",
                        "NO_PLACE clone of database",
                        "NO_PLACE bundle of box",
                        "LEFT_OUT rsc_location of l1",
                        "LEFT_OUT rsc_location of l2",
                        "NO_PLACE resource-discovery of l3",
                        "NO_PLACE rule of l4",
                        "OTHERWISE rule of l5",
                        "NO_PLACE rsc_location of l6",
                        "NO_PLACE rsc_location of l7",
                        "NO_PLACE rsc_colocation of c1",
                        "LEFT_OUT rsc_colocation of c2",
                        "NO_PLACE rsc_colocation of c3",
                        "NO_PLACE symmetrical of o1",
                        "NO_PLACE rsc_order of o2",
                        "NO_PLACE rsc_order of o3",
                        "NO_PLACE rsc_ticket of t1",
                        "NO_PLACE fencing-level of f1",
                        "LEFT_OUT devices of f2",
                        "NO_PLACE acls of acls",
                        "NO_PLACE tags of tags",
                        "NO_PLACE alerts of alerts",
                        "NO_PLACE requires of rsc_defaults",
                        "NO_PLACE record-pending of op_defaults");
        assertThat(DesignFormat.write(imported.design())).doesNotContain("hidden");
        assertThat(imported.unsaid())
                .filteredOn(one -> one.feature().equals("on-fail"))
                .extracting(Unsaid::where)
                .containsExactly("//op[@id='app-1']");
    }

    /// Takes each element and each attribute away in turn: when neither the drawing nor the list
    /// changes by it, it was dropped.
    @Test
    void nothing_of_a_configuration_is_dropped_in_silence() throws Exception {
        CibElement cib = sample("said.xml");
        CibImport.Imported whole = CibImport.of(cib);
        List<Less> all = lessBySomething(cib, "");

        assertThat(all).hasSizeGreaterThan(150);
        assertThat(all)
                .filteredOn(less -> CibImport.of(less.cib()).equals(whole))
                .extracting(Less::what)
                .isEmpty();
    }

    private record Less(String what, CibElement cib) {}

    /// What the other half of an element says anyway, or what holds anyway.
    private static final Set<String> WITHOUT_MEANING = Set.of("id", "provider", "interval", "type");

    private static List<Less> lessBySomething(CibElement element, String path) {
        List<Less> all = new ArrayList<>();
        boolean isInside = path.contains("/configuration");
        String here = path + "/" + element.name();
        for (int i = 0; i < element.children().size(); i++) {
            CibElement child = element.children().get(i);
            String id = child.attributes().getOrDefault("id", "");
            List<CibElement> others = new ArrayList<>(element.children());
            others.remove(i);
            if (isInside && hasMeaning(child)) {
                all.add(new Less(here + "/" + child.name() + " " + id, with(element, others)));
            }
            if (child.name().equals("status")) {
                continue;
            }
            for (Less less : lessBySomething(child, here)) {
                List<CibElement> changed = new ArrayList<>(element.children());
                changed.set(i, less.cib());
                all.add(new Less(less.what(), with(element, changed)));
            }
        }
        for (String attribute : element.attributes().keySet()) {
            String value = element.attributes().get(attribute);
            boolean isName = value.equals(element.attributes().get("id"));
            if (isInside && !isName && !WITHOUT_MEANING.contains(attribute)) {
                SortedMap<String, String> others = new TreeMap<>(element.attributes());
                others.remove(attribute);
                all.add(
                        new Less(
                                here + " " + element.attributes().get("id") + " " + attribute,
                                new CibElement(element.name(), others, element.children())));
            }
        }
        return all;
    }

    private static boolean hasMeaning(CibElement element) {
        return !element.children().isEmpty() || element.attributes().size() > 1;
    }

    private static CibElement with(CibElement element, List<CibElement> children) {
        return new CibElement(element.name(), element.attributes(), children);
    }

    @Test
    void names_that_are_no_ids_of_a_drawing_become_such_and_stay_apart() throws Exception {
        Design design =
                cib(
                        "<primitive id=\"A_b\" class=\"systemd\" type=\"a\"/>"
                                + "<primitive id=\"a.B\" class=\"systemd\" type=\"b\"/>"
                                + "<primitive id=\"_1\" class=\"systemd\" type=\"c\"/>"
                                + "<primitive id=\"n1\" class=\"systemd\" type=\"d\"/>");

        assertThat(design.services())
                .extracting(one -> one.id() + " " + one.name())
                .containsExactly("a-b A_b", "a-b-2 a.B", "service-1 _1", "n1-2 n1");
    }

    @Test
    void several_devices_without_levels_are_tried_one_after_the_other() throws Exception {
        Design design =
                cib(
                        device("one", "n1")
                                + device("two", "n1 n2")
                                + device("three", "n2")
                                + device("four", "n1"));

        assertThat(design.fenceDevices())
                .extracting(FenceDevice::level)
                .containsExactly(1, 2, 3, 3);
        assertThat(CibExport.of(design).cib().toString()).contains("devices=four, id=fencing-n1-3");
    }

    private static String device(String id, String targets) {
        return """
        <primitive id="%s" class="stonith" type="fence_dummy"><instance_attributes id="i-%s">\
        <nvpair id="l-%s" name="pcmk_host_list" value="%s"/></instance_attributes></primitive>
        """
                .formatted(id, id, id, targets);
    }

    private static Design cib(String resources) throws Exception {
        String text =
                """
                <cib><configuration><nodes><node id="1" uname="n1"/><node id="2" uname="n2"/>\
                </nodes><resources>%s</resources></configuration></cib>
                """
                        .formatted(resources);
        try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            return CibImport.of(CibFile.parse(in)).design();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
