package dev.belay.agent.cib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.cib.CibExport;
import dev.belay.model.cib.CibImport;
import dev.belay.model.cib.CibText;
import dev.belay.model.cib.Unsaid;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Reading;
import dev.belay.model.network.Site;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.service.LocationConstraint;
import dev.belay.model.service.OrderConstraint;
import dev.belay.model.service.ScriptResource;
import dev.belay.model.service.Service;
import dev.belay.model.service.SystemdResource;
import dev.belay.model.value.ThingId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CibExportTest {

    private static final ThingId WEB = new ThingId("web");
    private static final ThingId OLD = new ThingId("old");
    private static final ThingId SITE = new ThingId("east");
    private static final ThingId ONE = new ThingId("one");

    private static final Design DESIGN =
            Design.empty(ClusterSettings.of("c", "c", TimingProfile.FAST).withFencing(true))
                    .with(Site.of(SITE, "East"))
                    .with(
                            Node.of(ONE, "one", NodeRole.WORKER)
                                    .withWithin(Optional.of(SITE))
                                    .withNotes("a \"b\" <c>\n& d"))
                    .with(Node.of(new ThingId("two"), "two", NodeRole.WITNESS))
                    .with(
                            Service.of(WEB, "ウェブ")
                                    .withResources(List.of(SystemdResource.of("nginx 1", "nginx")))
                                    .withConstraints(
                                            List.of(
                                                    new LocationConstraint(SITE, 5),
                                                    OrderConstraint.of(OLD))))
                    .with(
                            Service.of(OLD, "old")
                                    .withResources(
                                            List.of(ScriptResource.of("old", "/opt/old/run"))))
                    .with(
                            FenceDevice.of(new ThingId("bmc"), "bmc", "fence_ipmilan")
                                    .withTargets(List.of(ONE))
                                    .withSecrets(List.of("password")));

    @TempDir Path folder;

    private String valid(String cib) throws Exception {
        return CrmVerify.complaints(Files.writeString(folder.resolve("cib.xml"), cib));
    }

    @Test
    void what_pacemaker_is_not_told_is_listed_with_its_reason() throws Exception {
        CibExport.Exported exported = CibExport.of(DESIGN);

        assertThat(exported.unsaid())
                .extracting(one -> one.why() + " " + one.where())
                .containsExactly(
                        "NO_PLACE /cluster/timing",
                        "OTHERWISE /services/web/resources/0/name",
                        "OTHERWISE /services/web/name",
                        "SECRET /fenceDevices/bmc/secrets/password",
                        "NO_PLACE /services/old/resources/0",
                        "NO_PLACE /services/old",
                        "OTHERWISE /services/web/constraints/0",
                        "LEFT_OUT /services/web/constraints/1",
                        "NO_PLACE /sites/east",
                        "OTHERWISE /nodes/one/role",
                        "NO_PLACE /nodes/one/within",
                        "OTHERWISE /nodes/two/role");
        assertThat(exported.unsaid().get(4))
                .isEqualTo(
                        new Unsaid(
                                "script", "old", "/services/old/resources/0", Unsaid.Why.NO_PLACE));
        assertThat(valid(CibText.of(exported.cib()))).isEmpty();
    }

    @Test
    void the_text_is_always_the_same_and_keeps_what_people_wrote() throws Exception {
        String text = CibText.of(CibExport.of(DESIGN).cib());

        assertThat(text)
                .isEqualTo(CibText.of(CibExport.of(DESIGN).cib()))
                .contains("description=\"a &quot;b&quot; &lt;c&gt;&#10;&amp; d\"")
                .contains("<group id=\"web\">", "<primitive id=\"web-1\"")
                .contains("rsc=\"web\" score=\"5\"");
        Design again =
                CibImport.of(
                                CibFile.parse(
                                        new ByteArrayInputStream(
                                                text.getBytes(StandardCharsets.UTF_8))))
                        .design();
        assertThat(again.find(ONE, Node.class).orElseThrow().notes()).isEqualTo("a \"b\" <c>\n& d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway-cluster",
                "ec2-route-table",
                "dns-name-proxy",
                "stations",
                "remote-nodes"
            })
    void every_example_is_written_as_a_valid_cib(String name) throws Exception {
        Path file = Path.of("..", "examples", name + ".belay");
        Design design =
                switch (DesignFormat.read(Files.readAllBytes(file))) {
                    case Reading.Read(Design read, int _) -> read;
                    case Reading.Refused(var problems) ->
                            throw new AssertionError(problems.toString());
                };

        assertThat(valid(CibText.of(CibExport.of(design).cib()))).isEmpty();
    }
}
