package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CibPlaceCommandTest {

    private static final String CIB =
            """
            <cib have-quorum="1"><configuration>
            <crm_config><cluster_property_set id="o">
            <nvpair id="o1" name="stonith-enabled" value="false"/>
            </cluster_property_set></crm_config>
            <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
            <resources>
            <primitive id="ip" class="ocf" provider="heartbeat" type="IPaddr2"/>
            <primitive id="off" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="m">
            <nvpair id="m1" name="target-role" value="Stopped"/></meta_attributes></primitive>
            </resources>
            <constraints><rsc_location id="home" rsc="ip" node="n2" score="50"/>%s</constraints>
            </configuration><status>
            <node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/>
            <node_state id="2" uname="n2" in_ccm="true" crmd="online" join="member" expected="member"/>
            </status></cib>
            """;

    @TempDir Path folder;
    private String file = "";

    @BeforeEach
    void write() throws IOException {
        file = write(CIB.formatted(""));
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("cib.xml"), text).toString();
    }

    private static final String PROMOTABLE =
            """
            <cib have-quorum="1"><configuration>
            <crm_config><cluster_property_set id="o">
            <nvpair id="o1" name="stonith-enabled" value="false"/>
            </cluster_property_set></crm_config>
            <nodes><node id="1" uname="n1"/></nodes>
            <resources><clone id="c"><meta_attributes id="m">
            <nvpair id="m1" name="promotable" value="true"/></meta_attributes>
            <primitive id="db" class="ocf" provider="pacemaker" type="Stateful"/></clone>
            </resources><constraints/></configuration><status>
            <node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member">
            <transient_attributes id="1"><instance_attributes id="i">
            <nvpair id="a" name="master-db" value="10"/></instance_attributes>
            </transient_attributes></node_state></status></cib>
            """;

    @Test
    void who_is_promoted_is_said_in_pacemakers_words_and_why_in_ours() throws IOException {
        Recorded json = Recorded.in(Locale.ROOT);
        Recorded explained = Recorded.in(Locale.ROOT);
        String promotable = write(PROMOTABLE);

        assertThat(json.run("cib", "place", promotable, "--json")).isEqualTo(ExitCode.DONE);
        assertThat(explained.run("cib", "place", promotable, "--explain", "db:0"))
                .isEqualTo(ExitCode.DONE);

        assertThat(json.out().replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"placements\":[{\"resource\":\"db:0\",\"node\":\"n1\","
                                + "\"role\":\"Promoted\"}],\"actions\":["
                                + "{\"action\":\"start\",\"resource\":\"db:0\","
                                + "\"node\":\"n1\",\"from\":null},"
                                + "{\"action\":\"promote\",\"resource\":\"db:0\","
                                + "\"node\":\"n1\",\"from\":null}],\"unheeded\":[]}");
        assertThat(explained.out())
                .contains("n1, promoted", "promoted: among the best, 10")
                .contains("10 for what it would be promoted there");
    }

    @Test
    void placements_and_actions_are_one_document() {
        Recorded recorded = Recorded.in(Locale.ROOT);

        assertThat(recorded.run("cib", "place", file, "--json")).isEqualTo(ExitCode.DONE);

        assertThat(recorded.out().replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"placements\":[{\"resource\":\"ip\",\"node\":\"n2\",\"role\":\"Started\"},"
                                + "{\"resource\":\"off\",\"node\":null,\"role\":\"Stopped\"}],"
                                + "\"actions\":[{\"action\":\"start\",\"resource\":\"ip\","
                                + "\"node\":\"n2\",\"from\":null}],\"unheeded\":[]}");
    }

    @Test
    void people_read_where_and_why_in_their_language() {
        Recorded english = Recorded.in(Locale.ROOT);
        Recorded japanese = Recorded.in(Locale.JAPANESE);

        english.run("cib", "place", file);
        japanese.run("cib", "place", file);

        assertThat(english.out())
                .containsSubsequence("ip", "n2", "best score, 50", "off", "stopped", "start", "ip");
        assertThat(japanese.out()).containsSubsequence("ip", "n2", "最高得点 50", "停止", "開始");
    }

    @Test
    void one_resource_is_explained_node_by_node() {
        Recorded recorded = Recorded.in(Locale.ROOT);

        assertThat(recorded.run("cib", "place", file, "--explain", "ip")).isEqualTo(ExitCode.DONE);

        assertThat(recorded.out())
                .containsSubsequence("n2", "available", "50", "50 by constraint home", "n1", "0");
    }

    @Test
    void what_is_not_heeded_is_said_and_the_code_tells_of_it() throws IOException {
        Recorded recorded = Recorded.in(Locale.ROOT);
        String ticket = write(CIB.formatted("<rsc_ticket id=\"t\" rsc=\"ip\" ticket=\"x\"/>"));

        assertThat(recorded.run("cib", "place", ticket)).isEqualTo(ExitCode.PROBLEMS_FOUND);

        assertThat(recorded.out()).contains("n2");
        assertThat(recorded.err()).contains("rsc_ticket").contains("t;");
    }

    @Test
    void what_cannot_be_had_is_refused_with_what_was_found() throws IOException {
        Recorded none = Recorded.in(Locale.ROOT);
        Recorded other = Recorded.in(Locale.ROOT);
        Recorded unknown = Recorded.in(Locale.ROOT);

        assertThat(none.run("cib", "place", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("none").contains("cibadmin --query");
        assertThat(unknown.run("cib", "place", file, "--explain", "x")).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.err()).contains("'x'");
        assertThat(other.run("cib", "place", write("<html/>"))).isEqualTo(ExitCode.FAILED);
        assertThat(other.err()).contains("<html>");
    }
}
