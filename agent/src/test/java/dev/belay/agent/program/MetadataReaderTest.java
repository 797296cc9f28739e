package dev.belay.agent.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.program.Metadata.Action;
import dev.belay.agent.program.Metadata.Parameter;
import dev.belay.agent.program.Metadata.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class MetadataReaderTest {

    @TempDir Path folder;

    @Test
    void all_that_an_agent_says_is_read() throws Exception {
        Metadata metadata =
                MetadataReader.parse(
                        """
                        <?xml version="1.0"?>
                        <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
                        <resource-agent name="web" version="1.2">
                        <version>1.1</version>
                        <longdesc lang="en"> A &lt;web&gt; server </longdesc>
                        <shortdesc lang="en">web</shortdesc><shortdesc lang="ja">ウェブ</shortdesc>
                        <parameters>
                          <parameter name="port" unique="1" required="1">
                            <shortdesc lang="en">port</shortdesc>
                            <content type="integer" default="80"/></parameter>
                          <parameter name="ip" unique-group="address" reloadable="1">
                            <content type="string"/></parameter>
                          <parameter name="mode"><deprecated><replaced-with name="port"/></deprecated>
                            <content type="select" default="a"><option value="a"/><option value="b"/></content>
                          </parameter>
                        </parameters>
                        <actions>
                          <action name="start" timeout="20s" start-delay="0"/>
                          <action name="monitor" depth="10" timeout="500ms" interval="1min" role="Promoted"/>
                          <action name="on" automatic="1" on_target="1"/>
                        </actions>
                        </resource-agent>
                        """);

        Parameter port =
                new Parameter(
                        "port",
                        "integer",
                        Optional.of("80"),
                        true,
                        Optional.of("port"),
                        false,
                        false,
                        List.of(),
                        List.of(),
                        List.of(new Text("en", "port")),
                        List.of());
        Parameter ip =
                new Parameter(
                        "ip",
                        "string",
                        Optional.empty(),
                        false,
                        Optional.of("address"),
                        true,
                        false,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        Parameter mode =
                new Parameter(
                        "mode",
                        "select",
                        Optional.of("a"),
                        false,
                        Optional.empty(),
                        false,
                        true,
                        List.of("port"),
                        List.of("a", "b"),
                        List.of(),
                        List.of());
        assertThat(metadata)
                .isEqualTo(
                        new Metadata(
                                "web",
                                "1.2",
                                "1.1",
                                List.of(new Text("en", "web"), new Text("ja", "ウェブ")),
                                List.of(new Text("en", "A <web> server")),
                                List.of(port, ip, mode),
                                List.of(
                                        action("start", Duration.ofSeconds(20)),
                                        new Action(
                                                "monitor",
                                                Optional.of(Duration.ofMillis(500)),
                                                Optional.of(Duration.ofMinutes(1)),
                                                10,
                                                Optional.of("Promoted"),
                                                false,
                                                false),
                                        new Action(
                                                "on",
                                                Optional.empty(),
                                                Optional.empty(),
                                                0,
                                                Optional.empty(),
                                                true,
                                                true))));
        assertThat(metadata.offers("start")).isTrue();
        assertThat(metadata.offers("promote")).isFalse();
    }

    private static Action action(String name, Duration timeout) {
        return new Action(
                name, Optional.of(timeout), Optional.empty(), 0, Optional.empty(), false, false);
    }

    @ParameterizedTest
    @CsvSource({"20,20000", "20s,20000", "20 sec,20000", "5min,300000", "1h,3600000", "7ms,7"})
    void spans_of_time_are_those_of_Pacemaker(String text, long millis) {
        assertThat(MetadataReader.span(text)).contains(Duration.ofMillis(millis));
    }

    @Test
    void what_is_no_span_of_time_is_none() {
        assertThat(MetadataReader.span("soon")).isEmpty();
        assertThat(MetadataReader.span("-3s")).isEmpty();
        assertThat(MetadataReader.span("99999999999999999999")).isEmpty();
    }

    @Test
    void an_external_entity_is_not_read() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "canary");
        String xml =
                """
                <?xml version="1.0"?>
                <!DOCTYPE resource-agent [<!ENTITY x SYSTEM "%s">]>
                <resource-agent name="a"><longdesc lang="en">&x;</longdesc></resource-agent>
                """
                        .formatted(secret.toUri());

        assertThatThrownBy(() -> MetadataReader.parse(xml))
                .isInstanceOf(MetadataException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void an_external_entity_in_a_document_type_is_not_fetched() throws Exception {
        String xml =
                """
                <!DOCTYPE resource-agent SYSTEM "http://127.0.0.1:1/x.dtd" [
                <!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>
                <resource-agent name="a"/>
                """;

        assertThat(MetadataReader.parse(xml).name()).isEqualTo("a");
    }

    @Test
    void a_billion_laughs_are_a_fault() {
        String xml =
                """
                <!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
                <resource-agent name="&c;"/>
                """;

        assertThatThrownBy(() -> MetadataReader.parse(xml)).isInstanceOf(MetadataException.class);
    }

    @Test
    void too_deep_too_many_or_cut_is_a_fault() {
        String deep = "<resource-agent>" + "<a>".repeat(100_000);
        String many = "<resource-agent>" + "<a/>".repeat(100_000) + "</resource-agent>";

        assertThatThrownBy(() -> MetadataReader.parse(deep)).isInstanceOf(MetadataException.class);
        assertThatThrownBy(() -> MetadataReader.parse(many)).isInstanceOf(MetadataException.class);
        assertThatThrownBy(() ->
                        MetadataReader.read(
                                new Said("<resource-agent/>", "", "", true, Duration.ZERO)))
                .hasMessage("metadata of at most 1048576 bytes was wanted, found more");
    }

    @Test
    void what_is_no_metadata_is_named() {
        assertThatThrownBy(() -> MetadataReader.parse("<cib/>"))
                .hasMessage("<resource-agent> was wanted, found <cib>");
        assertThatThrownBy(() -> MetadataReader.parse("usage: web"))
                .hasMessageStartingWith("XML was wanted, found a fault: ");
        assertThatThrownBy(() -> MetadataReader.parse("")).isInstanceOf(MetadataException.class);
    }
}
