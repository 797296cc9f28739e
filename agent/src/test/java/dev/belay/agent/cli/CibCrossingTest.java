package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CibCrossingTest {

    private static final String CIB =
            """
            <cib have-quorum="1"><configuration>
            <crm_config><cluster_property_set id="o">
            <nvpair id="o1" name="stonith-enabled" value="false"/>
            <nvpair id="o2" name="dc-version" value="2.1.5"/>
            </cluster_property_set></crm_config>
            <nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
            <resources>
            <primitive id="app" class="ocf" provider="heartbeat" type="nginx"/>
            </resources>
            <constraints><rsc_location id="home" rsc="app" node="n2" score="50"/>%s</constraints>
            </configuration></cib>
            """;

    @TempDir Path folder;
    private String cib = "";
    private String design = "";

    @BeforeEach
    void write() throws IOException {
        cib = write(CIB.formatted(""));
        design = folder.resolve("new.belay").toString();
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("cib.xml"), text).toString();
    }

    private static String plain(String json) {
        return json.replaceAll("\\s", "");
    }

    @Test
    void a_cib_becomes_a_design_and_a_cib_again() throws IOException {
        Recorded there = Recorded.in(Locale.ROOT);
        Recorded back = Recorded.in(Locale.ROOT);
        String exported = folder.resolve("back.xml").toString();

        assertThat(there.run("cib", "import", cib, "-o", design)).isEqualTo(ExitCode.DONE);
        assertThat(there.out()).contains(design);
        assertThat(there.err()).contains("dc-version of crm_config").contains("nvpair[@id='o2']");
        assertThat(Files.readString(Path.of(design)))
                .contains("\"agent\": \"nginx\"", "\"place\": \"n2\"");

        assertThat(back.run("cib", "export", design, "--output", exported))
                .isEqualTo(ExitCode.DONE);
        assertThat(back.out()).contains("cibadmin --replace --scope configuration");
        assertThat(Files.readString(Path.of(exported)))
                .contains("<node id=\"2\" uname=\"n2\"/>", "rsc=\"app\" score=\"50\"");
    }

    @Test
    void what_is_lost_is_listed_and_the_code_tells_of_it() throws IOException {
        Recorded json = Recorded.in(Locale.ROOT);
        Recorded japanese = Recorded.in(Locale.JAPANESE);
        String ticket = write(CIB.formatted("<rsc_ticket id=\"t\" rsc=\"app\" ticket=\"x\"/>"));

        assertThat(json.run("cib", "import", ticket, "-o", design, "--json"))
                .isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(japanese.run("cib", "import", ticket, "-o", design))
                .isEqualTo(ExitCode.PROBLEMS_FOUND);

        assertThat(plain(json.out()))
                .isEqualTo(
                        plain(
                                """
                                {"file": "%s", "unsaid": [
                                {"feature": "dc-version", "of": "crm_config",
                                "where": "//nvpair[@id='o2']", "why": "state"},
                                {"feature": "rsc_ticket", "of": "t",
                                "where": "//rsc_ticket[@id='t']", "why": "no-place"}]}
                                """
                                        .formatted(design)));
        assertThat(japanese.err()).contains("t の rsc_ticket", "表す場所がありません");
    }

    @Test
    void an_export_lists_what_pacemaker_is_not_told() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        String exported = folder.resolve("cib-of.xml").toString();

        assertThat(
                        recorded.run(
                                "cib",
                                "export",
                                Path.of("..", "examples", "ec2-route-table.belay").toString(),
                                "-o",
                                exported))
                .isEqualTo(ExitCode.PROBLEMS_FOUND);

        assertThat(recorded.err())
                .contains("not in the CIB: vpc of", "not in the CIB: route-table of");
        assertThat(Path.of(exported)).exists();
    }

    @Test
    void another_file_is_not_written_over_without_a_question() throws IOException {
        Recorded asked = Recorded.in(Locale.ROOT);
        Recorded told = Recorded.in(Locale.ROOT);
        Files.writeString(Path.of(design), "mine");

        assertThat(asked.run("cib", "import", cib, "-o", design)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Path.of(design)).hasContent("mine");

        assertThat(told.run("cib", "import", cib, "-o", design, "--yes")).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(Path.of(design))).contains("belay-design");
    }

    @Test
    void what_cannot_be_read_is_refused_and_nothing_is_written() throws IOException {
        Recorded entity = Recorded.in(Locale.ROOT);
        Recorded noTarget = Recorded.in(Locale.ROOT);
        Recorded noDesign = Recorded.in(Locale.ROOT);
        Path secret = Files.writeString(folder.resolve("secret"), "canary");
        String hostile =
                write(
                        "<!DOCTYPE cib [<!ENTITY s SYSTEM \""
                                + secret.toUri()
                                + "\">]><cib><configuration><resources>&s;</resources>"
                                + "</configuration></cib>");

        assertThat(entity.run("cib", "import", hostile, "-o", design)).isEqualTo(ExitCode.FAILED);
        assertThat(entity.err()).contains("DOCTYPE").doesNotContain("canary");
        assertThat(noTarget.run("cib", "import", cib)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(noTarget.err()).contains("--output FILE");
        assertThat(noDesign.run("cib", "export", cib, "-o", design))
                .isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(noDesign.err()).contains("file-not-json");
        assertThat(Path.of(design)).doesNotExist();
    }
}
