package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.cib.CibFileException.Fault;
import dev.belay.model.cib.CibElement;
import dev.belay.model.cib.CibReader;
import dev.belay.model.cib.CibReading;
import dev.belay.model.cib.Unheeded;
import dev.belay.model.place.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CibFileTest {

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("cib.xml"), text);
    }

    private void isRefused(Path file, Fault fault) {
        assertThatThrownBy(() -> CibFile.read(file))
                .asInstanceOf(InstanceOfAssertFactories.type(CibFileException.class))
                .extracting(CibFileException::fault)
                .isEqualTo(fault);
    }

    @Test
    void what_is_no_cib_is_refused() throws IOException {
        isRefused(folder.resolve("none.xml"), Fault.UNREADABLE);
        isRefused(folder, Fault.UNREADABLE);
        isRefused(file(""), Fault.NOT_XML);
        isRefused(file("not XML"), Fault.NOT_XML);
        isRefused(file("<cib><configuration>"), Fault.NOT_XML);
        isRefused(file("<html/>"), Fault.NOT_CIB);
        isRefused(file("<cib><configuration/></cib>"), Fault.NOT_CIB);
    }

    @Test
    void nothing_outside_of_the_file_is_read() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "canary");

        isRefused(
                file(
                        "<!DOCTYPE cib [<!ENTITY s SYSTEM \""
                                + secret.toUri()
                                + "\">]>"
                                + "<cib><configuration><resources>&s;</resources></configuration>"
                                + "</cib>"),
                Fault.NOT_XML);
        isRefused(file("<!DOCTYPE cib SYSTEM \"" + secret.toUri() + "\"><cib/>"), Fault.NOT_XML);
    }

    @Test
    void entities_that_grow_and_deep_nests_are_refused() throws IOException {
        isRefused(
                file("<!DOCTYPE c [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><c x=\"&b;\"/>"),
                Fault.NOT_XML);
        isRefused(file("<a>".repeat(100_000)), Fault.TOO_LARGE);
    }

    @Test
    void a_cib_says_what_was_left_out_of_it() throws Exception {
        CibElement cib =
                CibFile.read(
                        file(
                                """
                                <cib have-quorum="1"><configuration>
                                <crm_config><cluster_property_set id="o">
                                <nvpair id="o1" name="stonith-enabled" value="false"/>
                                <nvpair id="o2" name="placement-strategy" value="balanced"/>
                                </cluster_property_set></crm_config>
                                <nodes><node id="1" uname="n1"/></nodes>
                                <resources>
                                <primitive id="r" class="ocf" provider="pacemaker" type="Dummy"/>
                                <bundle id="b"/></resources>
                                <constraints><rsc_ticket id="t" rsc="r" ticket="x"/></constraints>
                                </configuration><status><node_state id="1" uname="n1" \
                                in_ccm="true" crmd="online" join="member" expected="member"/>\
                                </status></cib>
                                """));

        CibReading reading = CibReader.read(cib, Instant.EPOCH);

        assertThat(reading.unheeded())
                .containsExactly(
                        new Unheeded("placement-strategy", "configuration"),
                        new Unheeded("bundle", "b"),
                        new Unheeded("rsc_ticket", "t"));
        assertThat(Scheduler.schedule(reading.situation()).hostOf("r")).contains("n1");
    }

    @Test
    void an_exit_code_that_bans_one_of_many_bans_the_clone_from_that_node() throws Exception {
        String operation =
                """
                <lrm_resource id="p"><lrm_rsc_op id="p_0" operation_key="p_monitor_0" \
                operation="monitor" transition-key="1:1:7:x" call-id="1" rc-code="5" \
                op-status="0" interval="0"/></lrm_resource>\
                """;
        CibElement cib =
                CibFile.read(
                        file(
                                """
                                <cib have-quorum="1"><configuration>
                                <crm_config><cluster_property_set id="o">
                                <nvpair id="o1" name="stonith-enabled" value="false"/>
                                </cluster_property_set></crm_config>
                                <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
                                <resources><clone id="c">
                                <primitive id="p" class="ocf" provider="pacemaker" type="Dummy"/>
                                </clone></resources></configuration><status>
                                <node_state id="1" uname="n1" in_ccm="true" crmd="online" \
                                join="member" expected="member"><lrm id="1"><lrm_resources>%s\
                                </lrm_resources></lrm></node_state>
                                <node_state id="2" uname="n2" in_ccm="true" crmd="online" \
                                join="member" expected="member"/></status></cib>
                                """
                                        .formatted(operation)));

        CibReading reading = CibReader.read(cib, Instant.EPOCH);

        assertThat(Scheduler.schedule(reading.situation()).steps())
                .extracting(step -> step.kind() + " " + step.host())
                .containsExactly("START n2");
    }

    @Test
    void a_promotable_clone_is_read_with_what_is_said_of_its_promotion() throws Exception {
        CibElement cib =
                CibFile.read(
                        file(
                                """
                                <cib have-quorum="1"><configuration>
                                <crm_config><cluster_property_set id="o">
                                <nvpair id="o1" name="stonith-enabled" value="false"/>
                                </cluster_property_set></crm_config>
                                <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
                                <resources><clone id="c"><meta_attributes id="m">
                                <nvpair id="m1" name="promotable" value="true"/>
                                </meta_attributes><group id="g">
                                <primitive id="p" class="ocf" provider="pacemaker" type="Dummy"/>
                                </group></clone>
                                <primitive id="r" class="ocf" provider="pacemaker" type="Dummy"/>
                                </resources><constraints>
                                <rsc_colocation id="co" rsc="r" with-rsc="g" \
                                with-rsc-role="Master" score="INFINITY"/>
                                <rsc_order id="or" first="c" first-action="promote" then="r" \
                                then-action="start"/>
                                <rsc_order id="de" first="c" first-action="demote" then="r" \
                                then-action="stop"/>
                                </constraints></configuration><status>
                                <node_state id="1" uname="n1" in_ccm="true" crmd="online" \
                                join="member" expected="member"/>
                                <node_state id="2" uname="n2" in_ccm="true" crmd="online" \
                                join="member" expected="member"><transient_attributes id="2">
                                <instance_attributes id="i">
                                <nvpair id="a" name="master-p" value="10"/></instance_attributes>
                                </transient_attributes></node_state></status></cib>
                                """));

        CibReading reading = CibReader.read(cib, Instant.EPOCH);

        assertThat(reading.unheeded()).containsExactly(new Unheeded("first-action", "de"));
        assertThat(Scheduler.schedule(reading.situation()).steps())
                .extracting(step -> step.kind() + " " + step.resource() + " " + step.host())
                .containsExactlyInAnyOrder(
                        "START p:0 n1", "START p:1 n2", "PROMOTE p:1 n2", "START r n2");
    }
}
