package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.ConfigSetView;
import dev.belay.api.ConfigSetView.Phase;
import dev.belay.api.ConfigSetView.Rollout;
import dev.belay.api.ConfigSetView.Step;
import dev.belay.api.Json;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.app.enroll.BareLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Real hosts in no cluster, each with its own nginx, become an admin and two workers that serve
/// the admin's site: by the window alone, and by window and command line in turns.
@Tag("netns")
@ExtendWith(ApplicationExtension.class)
class StudioAloneTest {
    private static final Pattern TOKEN = Pattern.compile("node-1:\\S+");

    @TempDir private @Nullable Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable Path place;
    private @Nullable LiveStudio made;
    private @Nullable BareLab madeLab;
    private @Nullable Hands madeHands;

    @Start
    void start(Stage stage) throws IOException {
        made = LiveStudio.shown(stage, dir());
    }

    @BeforeEach
    void hosts(FxRobot robot) throws Exception {
        // Short, as sockets lie below it.
        place = Files.createTempDirectory("belay-s");
        BareLab lab = BareLab.start(place, true);
        madeLab = lab;
        madeHands = new Hands(robot, studio().scene());
        for (LabNode node : lab.nodes()) {
            lab.onHost(node, host());
        }
    }

    @AfterEach
    void end(FxRobot robot) throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        robot.interact(() -> studio().close());
        if (madeLab != null) {
            madeLab.close();
        }
        if (place != null) {
            Files.delete(place);
        }
    }

    /// As after the installation of Belay and of nginx, which serves a page of its own.
    private static String host() {
        String belay =
                BareLab.java().stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        return """
        set -e
        mount -t tmpfs tmpfs /usr/local/bin
        cat >/usr/local/bin/belay <<'END'
        #!/bin/sh
        exec %s "$@"
        END
        chmod 755 /usr/local/bin/belay
        mkdir %s
        cat >%s/nginx.conf <<'END'
        %s
        END
        nginx -c %s/nginx.conf </dev/null
        """
                .formatted(belay, Site.TARGET, Site.TARGET, Site.config("its own"), Site.TARGET);
    }

    @Test
    void three_hosts_become_admin_and_two_workers_that_serve_its_site_by_the_window_alone()
            throws Exception {
        Site site = Site.in(dir());
        Visitors visitors = visitors();
        connectHosts();
        resetKeys("node-2");
        resetKeys("node-3");
        openEnrollment();
        hands().click("token-send");
        hands().click("send-go");
        endEnrollment();
        connectCluster();
        assertThat(visitors.allRead("its own")).isTrue();

        site.write("one");
        publishFirst(site);
        hands().awaitText("Version 1 in force");
        hands().until("all serve the admin's site", () -> visitors.allRead("one"));

        site.breakIt();
        publishNext(site);
        hands().awaitText("Version 2 was rolled back");
        hands().awaitText("frobnicate");
        assertRefusedEverywhere(2, 1);
        visitors.assertAllGoOnReading("one", hands());

        site.write("three");
        publishNext(site);
        hands().awaitText("Version 3 in force");
        hands().until("all serve the next site", () -> visitors.allRead("three"));
        visitors.assertNoError();

        String first = lab().nodes().getFirst().address();
        String vip = first.substring(0, first.lastIndexOf('.')) + ".200";
        protect(vip);
        assertThat(Visitors.get(vip)).as("the site at the virtual IP").isEqualTo("three");
    }

    /// Gives the site a virtual IP.
    private void protect(String vip) {
        hands().click("rail-wizards");
        hands().click("wizard-open-vip");
        hands().write("protect-name", "web");
        hands().write("protect-address", vip + "/24");
        hands().write("protect-ports", Integer.toString(Site.PORT));
        hands().click("wizard-next");
        hands().click("wizard-next");
        hands().click("wizard-next");
        finish();
    }

    @Test
    void window_and_command_line_go_on_where_the_other_has_left() throws Exception {
        Site site = Site.in(dir());
        Visitors visitors = visitors();
        cli("node-2", "", "key", "reset", "--yes");
        connectHosts();
        resetKeys("node-3");
        openEnrollment();
        cli("node-2", copiedToken() + "\n", "worker", "prepare", "-");
        hands().awaitText("1 verified");
        hands().click("token-send");
        hands().click("send-go");
        endEnrollment();
        // A node that has just come may be some entries of the log behind.
        hands().until(
                        "all three in the list of node-3",
                        () ->
                                Stream.of("node-1", "node-2", "node-3")
                                        .allMatch(cli("node-3", "", "node", "list")::contains));

        site.write("one");
        cli(
                "node-1",
                "",
                "config",
                "publish",
                "site",
                site.folder().toString(),
                "--target",
                Site.TARGET,
                "--take-over",
                "--hook",
                "nginx",
                "--port",
                Integer.toString(Site.PORT));
        hands().until("all serve the admin's site", () -> visitors.allRead("one"));
        connectCluster();
        hands().click("rail-config");
        hands().awaitText("Version 1 in force");
        site.breakIt();
        publishNext(site);
        hands().awaitText("Version 2 was rolled back");
        assertRefusedEverywhere(2, 1);
        visitors.assertAllGoOnReading("one", hands());

        site.write("three");
        publishNext(site);
        hands().awaitText("Version 3 in force");
        hands().until("all serve the next site", () -> visitors.allRead("three"));
        cli("node-1", "", "config", "rollback", "site", "1");
        hands().awaitText("Version 1 in force");
        hands().until("all serve the site before", () -> visitors.allRead("one"));
        visitors.assertNoError();
    }

    /// Connects hosts that have an agent; every host key is compared before it is trusted.
    private void connectHosts() throws Exception {
        hands().click("rail-wizards");
        hands().click("wizard-open-install");
        hands().write("install-hosts", addresses());
        way("install-user", "install-port", "install-key");
        hands().click("wizard-next");
        for (int asked = 0; asked < lab().nodes().size(); asked++) {
            assertThat(hostKeys()).contains(hands().read("host-key-fingerprint"));
            hands().click("host-key-accept");
        }
        hands().click("wizard-next");
        hands().click("wizard-next");
        finish();
    }

    private void way(String user, String port, String key) {
        hands().write(user, "root");
        hands().write(port, Integer.toString(lab().nodes().getFirst().sshPort()));
        hands().write(key, lab().keyFile());
    }

    private String addresses() {
        return lab().nodes().stream().map(LabNode::address).collect(Collectors.joining("\n"));
    }

    private List<String> hostKeys() throws IOException, GeneralSecurityException {
        List<String> fingerprints = new ArrayList<>();
        for (String line : Files.readAllLines(lab().knownHosts())) {
            byte[] key = Base64.getDecoder().decode(line.split(" ", -1)[2]);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            fingerprints.add("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash));
        }
        return fingerprints;
    }

    /// Goes to the last page of the wizard as soon as all is done, and leaves it.
    private void finish() {
        hands().click("wizard-next");
        hands().see("done");
        hands().click("wizard-next");
    }

    private void resetKeys(String node) {
        hands().click("wizard-open-keys");
        hands().choose(node);
        hands().click("wizard-next");
        hands().click("wizard-next");
        hands().click("wizard-next");
        finish();
    }

    /// Prepares the admin, as far as the page with the token.
    private void openEnrollment() {
        hands().click("wizard-open-enroll");
        hands().choose("node-1");
        hands().write("enroll-cluster", "Edge");
        hands().click("enroll-workers");
        hands().robot().push(KeyCode.UP);
        hands().click("wizard-next");
        hands().click("wizard-next");
        hands().click("wizard-next");
        hands().see("token-send");
    }

    /// Ends the enrollment when both workers are verified.
    private void endEnrollment() {
        hands().awaitText("2 verified");
        hands().click("wizard-next");
        hands().awaitText("ended, the token is of no use any more");
        hands().click("wizard-next");
    }

    private String copiedToken() {
        hands().click("token-copy");
        String[] copied = new String[1];
        hands().robot().interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        Matcher token = TOKEN.matcher(Objects.requireNonNull(copied[0]));
        assertThat(token.find()).isTrue();
        return token.group();
    }

    private void connectCluster() {
        hands().click("rail-connections");
        hands().click("connections-add-first");
        hands().write("form-name", "Edge");
        hands().write("form-addresses", addresses());
        way("form-user", "form-port", "form-key-file");
        hands().click("form-save");
        hands().until("the cluster answers", () -> studio().looksAtCluster());
    }

    private void publishFirst(Site site) {
        studio().choose(site.folder());
        hands().click("rail-config");
        hands().click("config-new", "publish-form");
        hands().write("set-target", Site.TARGET);
        hands().click("set-take-over");
        hands().click("set-kind-nginx");
        hands().write("set-port", Integer.toString(Site.PORT));
        hands().click("config-confirm");
    }

    private void publishNext(Site site) {
        studio().choose(site.folder());
        hands().click("config-publish", "publish-form");
        hands().click("config-confirm");
    }

    /// The version was in force nowhere: every node has the one before.
    private void assertRefusedEverywhere(long refused, long live) throws Exception {
        String said = cli("node-1", "", "config", "show", "site", "--json");
        ConfigSetView set = Json.MAPPER.readValue(said, ConfigSetView.class);
        Rollout rollout = Objects.requireNonNull(set.rollout());
        assertThat(rollout.version()).isEqualTo(refused);
        assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(rollout.why()).contains("frobnicate");
        assertThat(set.live()).isEqualTo(live);
        assertThat(set.nodes()).hasSize(3).allMatch(node -> node.version() == live);
        assertThat(rollout.reports())
                .isNotEmpty()
                .allMatch(report -> report.step() == Step.STAGED && report.error() != null);
    }

    private String cli(String node, String input, String... words) throws Exception {
        LabNode host =
                lab().nodes().stream()
                        .filter(one -> one.id().equals(node))
                        .findFirst()
                        .orElseThrow();
        return lab().cli(host, input, words);
    }

    private Visitors visitors() {
        Visitors visitors = new Visitors(lab().nodes());
        open.add(visitors);
        return visitors;
    }

    private Path dir() {
        return Objects.requireNonNull(folder);
    }

    private LiveStudio studio() {
        return Objects.requireNonNull(made);
    }

    private BareLab lab() {
        return Objects.requireNonNull(madeLab);
    }

    private Hands hands() {
        return Objects.requireNonNull(madeHands);
    }
}
