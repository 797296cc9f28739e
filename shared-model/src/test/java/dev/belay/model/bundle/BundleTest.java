package dev.belay.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.model.bundle.BundleManifest.BundleEntry;
import dev.belay.model.cloud.RouteTable;
import dev.belay.model.design.Design;
import dev.belay.model.file.DesignFormat;
import dev.belay.model.file.Examples;
import dev.belay.model.file.Reading;
import dev.belay.model.network.Proxy;
import dev.belay.model.node.FenceDevice;
import dev.belay.model.preflight.LeastPolicy;
import dev.belay.model.proxy.ProxyFiles;
import dev.belay.model.value.ThingId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {

    static final List<String> EXAMPLES = Examples.NAMES;

    private static final SignatureCheck ANYBODY = (manifest, signature) -> Voucher.NONE;

    private static byte[] export(Design design) throws BundleException {
        return BundleDraft.of(design, List.of()).zip(Optional.empty());
    }

    private static Map<String, String> files(byte[] zip) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void a_design_comes_out_as_it_went_in(String name) throws BundleException {
        Design design = Examples.design(name);
        Bundle bundle = BundleReader.read(export(design), ANYBODY);
        assertThat(bundle.design()).isEqualTo(design);
        assertThat(bundle.isAfter(design)).isTrue();
        assertThat(bundle.manifest().clusterId()).isEqualTo(design.cluster().id());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void the_same_design_gives_the_same_bytes(String name) throws BundleException {
        Design design = Examples.design(name);
        Design again = ((Reading.Read) DesignFormat.read(DesignFormat.write(design))).design();
        assertThat(export(again)).isEqualTo(export(design));
    }

    @Test
    void other_programs_read_the_zip_and_find_what_the_manifest_lists()
            throws BundleException, IOException {
        Design design = Examples.design("gateway-cluster");
        byte[] zip = export(design);
        Map<String, String> files = files(zip);
        Bundle bundle = BundleReader.read(zip, ANYBODY);
        List<String> wanted = new ArrayList<>(List.of(BundleDraft.MANIFEST));
        bundle.manifest().entries().stream().map(BundleEntry::path).forEach(wanted::add);
        assertThat(files.keySet()).containsExactlyElementsOf(wanted);
        assertThat(files.keySet())
                .containsExactly(
                        "manifest.json",
                        "design.belay",
                        "nodes/gw-1/agent.json",
                        "nodes/gw-2/agent.json",
                        "nodes/gw-3/agent.json",
                        "runbook.en.md",
                        "runbook.ja.md");
        assertThat(files.get("design.belay")).isEqualTo(DesignFormat.write(design));
        assertThat(files.get("nodes/gw-1/agent.json"))
                .isEqualTo(
                        """
                        {
                          "name": "gw-1",
                          "zone": "rack-a",
                          "listenHost": "10.20.0.11",
                          "listenPort": 7420
                        }
                        """);
        assertThat(files.get("runbook.en.md"))
                .startsWith("# Runbook of edge-gateway\n")
                .contains("belay config publish edge-nginx FOLDER");
        assertThat(files.get("runbook.ja.md")).startsWith("# edge-gateway の手順書\n");
    }

    @Test
    void files_of_proxies_are_inside_and_the_runbook_names_them()
            throws BundleException, IOException {
        Design design = Examples.design("dns-name-proxy");
        Map<String, String> files = files(export(design));
        assertThat(design.proxies()).isNotEmpty();
        for (Proxy proxy : design.proxies()) {
            ProxyFiles.of(proxy)
                    .forEach((path, text) -> {
                        String entry = "proxies/" + proxy.id() + "/" + path;
                        assertThat(files).containsEntry(entry, text);
                        assertThat(files.get("runbook.en.md")).contains("- `" + entry + "`");
                        assertThat(files.get("runbook.ja.md")).contains("- `" + entry + "`");
                    });
        }
        assertThat(files.keySet()).filteredOn(one -> one.endsWith("squid.conf")).isNotEmpty();
    }

    @Test
    void the_least_policy_is_inside_where_aws_is_drawn() throws BundleException, IOException {
        Design design = Examples.design("ec2-route-table");
        Map<String, String> files = files(export(design));
        assertThat(files).containsEntry("aws/iam-policy.json", LeastPolicy.of(design).json());
        assertThat(files.get("aws/iam-policy.json")).contains("ec2:ReplaceRoute").endsWith("}\n");
        assertThat(files.get("runbook.en.md")).contains("file://aws/iam-policy.json");
        assertThat(files(export(Examples.design("stations"))))
                .doesNotContainKey("aws/iam-policy.json");
    }

    @Test
    void what_the_policy_lacks_is_said() throws BundleException {
        Design design = Examples.design("ec2-route-table");
        for (RouteTable table : design.routeTables()) {
            design = design.with(table.withRouteTableId(Optional.empty()));
        }
        assertThat(BundleReader.read(export(design), ANYBODY).manifest().leftOut())
                .extracting(LeftOut::what)
                .contains(LeftOut.What.CLOUD_ID);
    }

    @Test
    void a_larger_design_that_came_after_says_so() throws BundleException {
        Design before = Examples.design("gateway-cluster");
        Design after = before.withCluster(before.cluster().withName("renamed"));
        var names = List.of(BundleManifest.nameOf(before));
        Bundle bundle =
                BundleReader.read(BundleDraft.of(after, names).zip(Optional.empty()), ANYBODY);
        assertThat(bundle.isAfter(before)).isTrue();
        Bundle old = BundleReader.read(export(before), ANYBODY);
        assertThat(old.isAfter(after)).isFalse();
    }

    private static Design withDevice(Map<String, String> parameters, String notes) {
        return Examples.design("gateway-cluster")
                .with(
                        FenceDevice.of(new ThingId("ipmi"), "ipmi", "fence_ipmilan")
                                .withSecrets(List.of("password"))
                                .withParameters(new TreeMap<>(parameters))
                                .withNotes(notes));
    }

    @Test
    void secrets_are_named_and_left_out() throws BundleException, IOException {
        byte[] zip = export(withDevice(Map.of("username", "admin"), ""));
        Bundle bundle = BundleReader.read(zip, ANYBODY);
        assertThat(bundle.manifest().leftOut())
                .contains(
                        new LeftOut(LeftOut.What.FENCE_SECRET, "ipmi", "password"),
                        new LeftOut(LeftOut.What.NODE_KEY, "gw-1", ""),
                        new LeftOut(LeftOut.What.CONFIG_SET_FILES, "edge-nginx", "2"),
                        new LeftOut(LeftOut.What.CONFIGURATION, "balancer", "load-balancer"));
        assertThat(files(zip).get("runbook.en.md"))
                .contains("belay fence secret ipmi password")
                .contains("- The value of password for the fence device ipmi");
    }

    @Test
    void a_design_with_what_looks_like_a_secret_is_not_put_into_a_bundle() {
        List<Design> wrong =
                List.of(
                        withDevice(Map.of("password", "hunter2"), ""),
                        withDevice(Map.of("options", "--password=hunter2"), ""),
                        withDevice(Map.of("url", "https://admin:hunter2@bmc/"), ""),
                        withDevice(Map.of(), "-----BEGIN OPENSSH PRIVATE KEY-----"),
                        withDevice(Map.of(), "the token=hunter2"));
        for (Design design : wrong) {
            assertThatThrownBy(() -> export(design))
                    .isInstanceOfSatisfying(
                            BundleException.class,
                            e ->
                                    assertThat(e.problems())
                                            .extracting(BundleProblem::code)
                                            .containsExactly(BundleCode.SECRET_INSIDE))
                    .hasMessageContaining("fenceDevices/ipmi/")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY=hunter2",
                "SECRET_KEY=hunter2",
                "api-key=hunter2",
                "export secretAccessKey=hunter2",
                "password = hunter2",
                "passwd\t=\thunter2",
                "password=\"hunter2\"",
                "password=$hunter2",
                "password=${BMC_PASSWORD:-hunter2}",
                "password=${SALT}hunter2",
                "password=$P$Bhunter2",
                "redis://:hunter2@cache:6379/0",
                "amqp://guest:hunter2@queue/"
            })
    void a_secret_is_found_however_it_is_written(String text) {
        assertThatThrownBy(() -> export(withDevice(Map.of("options", text), "")))
                .hasMessageStartingWith("bundle-secret-inside")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> export(withDevice(Map.of(), "before\n" + text + "\nafter")))
                .hasMessageStartingWith("bundle-secret-inside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the password is in the safe",
                "password =\nnobody knows it",
                "password=\"\" user=admin",
                "password=\"$(cat /run/secrets/bmc)\"",
                "--token=$TOKEN --password=${BMC_PASSWORD}",
                "PasswordAuthentication=no",
                "password_file = /etc/belay/bmc",
                "token_ttl=30 secret-name=bmc",
                "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
                "ssl_certificate_key=/etc/nginx/key.pem",
                "http://[::1]:8080/a:b@c",
                "git@example.com:site.git, ssh://git@example.com:22/site",
                "redis://:${REDIS_PASSWORD}@cache:6379/0"
            })
    void what_only_speaks_of_a_secret_is_none(String text) throws BundleException {
        Design design = withDevice(Map.of("options", text), text);
        assertThat(BundleReader.read(export(design), ANYBODY).design()).isEqualTo(design);
    }

    @Test
    void text_of_a_design_stays_text_in_the_runbook() throws BundleException, IOException {
        Design before = Examples.design("gateway-cluster");
        Design design = before.withCluster(before.cluster().withName("<b>|`x`\n# y'$(reboot)"));
        String runbook = files(export(design)).get("runbook.en.md");
        assertThat(runbook)
                .startsWith("# Runbook of \\<b\\>\\|\\`x\\` \\# y'$(reboot)\n")
                .contains("belay admin prepare --name '<b>|`x` # y'\\''$(reboot)' --workers 2");
    }

    @Test
    void nothing_is_read_before_somebody_vouches() throws BundleException {
        byte[] zip = export(Examples.design("gateway-cluster"));
        assertThatThrownBy(() ->
                        BundleReader.read(
                                zip,
                                (manifest, signature) -> {
                                    throw new BundleException(BundleCode.UNSIGNED);
                                }))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("bundle-unsigned");
    }
}
