package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.model.status.EventRecord;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A proxy for the whole operating system, on hosts that have an `/etc` of their own, and on one
/// that is this machine.
@Tag("netns")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProxySystemLabTest {

    private static final String SHELLS = "/etc/profile.d/belay-proxy.sh";
    private static final String UNITS = "/etc/systemd/system.conf.d/belay-proxy.conf";
    private static final String WANTED = "http://10.0.9.9:3128";
    private static final String FOREIGN = "# of somebody else\n";

    private static String inside(TestLab lab, String node, String script) throws Exception {
        var words = new ArrayList<>(List.of("nsenter", "-t"));
        words.add(Long.toString(lab.view(node).hostPid()));
        words.addAll(List.of("-m", "-u", "-i", "-n", "-p", "--", "sh", "-c", script));
        return Tools.runWith("", words);
    }

    private static void apply(TestLab lab, String scope) throws Exception {
        var nodes = new ArrayList<String>();
        var users = new ArrayList<String>();
        for (LabNode node : lab.description.nodes()) {
            String role = node.id().equals("node-1") ? "admin" : "worker";
            nodes.add(
                    """
                    { "id": "%s", "name": "%s", "role": "%s", "address": "%s" }
                    """
                            .formatted(node.id(), node.id(), role, node.address()));
            users.add("\"" + node.id() + "\"");
        }
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" }, "fencing": false },
                  "nodes": [ %s ],
                  "proxies": [ { "id": "squid", "name": "squid", "host": "10.0.9.9", "software": "other",
                    "scope": "%s", "users": [ %s ] } ] }
                """
                        .formatted(String.join(",", nodes), scope, String.join(",", users));
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    /// What an agent told of such files, the oldest first.
    private static List<String> told(TestLab lab, String node) throws Exception {
        return lab.api(node).events(-1, 500, EventScope.NODE).stream()
                .filter(one -> one.id().startsWith("proxy."))
                .map(ProxySystemLabTest::line)
                .toList();
    }

    private static String line(EventRecord event) {
        Map<String, String> fields = event.fields();
        return event.id() + " " + fields.get("files");
    }

    private static void awaitTold(TestLab lab, String node, String... lines) throws Exception {
        var last = new ArrayList<String>();
        TestLab.await(
                node + " tells " + List.of(lines),
                () -> last,
                () -> {
                    last.clear();
                    last.addAll(told(lab, node));
                    return last.equals(List.of(lines));
                });
    }

    @Test
    void shells_of_a_node_have_it_while_the_design_says_so() throws Exception {
        try (TestLab lab = TestLab.start(true, 3)) {
            inside(lab, "node-1", "rm -rf /etc/systemd && mkdir /etc/systemd");
            inside(
                    lab,
                    "node-2",
                    "rm -rf /etc/systemd && echo '%s' >%s".formatted(FOREIGN.strip(), SHELLS));

            apply(lab, "system");
            awaitTold(lab, "node-1", "proxy.written " + SHELLS + ", " + UNITS);
            awaitTold(lab, "node-2", "proxy.refused " + SHELLS, "proxy.refused " + UNITS);

            String shell = "env -i sh -c '. /etc/profile && echo $https_proxy'";
            assertThat(inside(lab, "node-1", shell).strip()).isEqualTo(WANTED);
            assertThat(inside(lab, "node-1", "stat -c '%U %a' " + SHELLS + " " + UNITS))
                    .isEqualTo("root 644\nroot 644\n");
            assertThat(inside(lab, "node-1", "cat " + UNITS))
                    .contains("DefaultEnvironment=\"HTTPS_PROXY=" + WANTED + "\"");
            assertThat(inside(lab, "node-2", "cat " + SHELLS)).isEqualTo(FOREIGN);

            // What is edited while no agent runs is written anew when one does.
            lab.order(LabOrder.Verb.KILL, "node-1");
            inside(lab, "node-1", "sed -i s/10.0.9.9/10.0.9.8/ " + SHELLS);
            lab.order(LabOrder.Verb.START, "node-1");
            awaitTold(
                    lab,
                    "node-1",
                    "proxy.written " + SHELLS + ", " + UNITS,
                    "proxy.written " + SHELLS);
            assertThat(inside(lab, "node-1", shell).strip()).isEqualTo(WANTED);

            apply(lab, "scripts");
            awaitTold(
                    lab,
                    "node-1",
                    "proxy.written " + SHELLS + ", " + UNITS,
                    "proxy.written " + SHELLS,
                    "proxy.removed " + SHELLS + ", " + UNITS);
            assertThat(inside(lab, "node-1", shell).strip()).isEmpty();
            assertThat(inside(lab, "node-2", "cat " + SHELLS)).isEqualTo(FOREIGN);
        }
    }

    @Test
    void a_lab_on_this_machine_leaves_its_operating_system_alone() throws Exception {
        try (TestLab lab = TestLab.start(false, 1)) {
            apply(lab, "system");

            awaitTold(lab, "node-1", "proxy.refused " + SHELLS + ", " + UNITS);
            assertThat(Files.exists(Path.of(SHELLS))).isFalse();
            assertThat(Files.exists(Path.of(UNITS))).isFalse();
        }
    }
}
