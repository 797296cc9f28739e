package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DesignText;
import dev.belay.api.LabDescription.LabNode;
import dev.belay.api.ServiceView;
import dev.belay.api.ServiceView.State;
import dev.belay.api.ServiceWhy;
import dev.belay.reach.ApiClient;
import dev.belay.reach.EventScope;
import dev.belay.story.Story;
import dev.belay.story.Story.CauseKind;
import dev.belay.story.StoryText;
import dev.belay.story.Storyteller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// What is told of services that go wrong on real hosts: real nginx that dies, a database whose
/// stop hangs, a start that fails everywhere, a monitor that does not come back.
@Tag("netns")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StoryLabTest {

    private static final String WORDS = "/run/belay-story";

    /// As PostgreSQL is stopped: it waits for its clients for as long as there are any.
    private static final String DATABASE =
            """
            #!/bin/sh
            case "$1" in
            meta-data) echo '<resource-agent name="database"><actions/></resource-agent>';;
            start) mkdir -p %1$s; touch %1$s/database;;
            stop) while [ -e %1$s/client ]; do sleep 0.1; done; rm -f %1$s/database;;
            monitor)
                while [ -e %1$s/hangs ]; do sleep 0.1; done
                [ -e %1$s/database ] || exit 7;;
            esac
            """
                    .formatted(WORDS);

    private static final String BROKEN =
            """
            #!/bin/sh
            case "$1" in
            meta-data) echo '<resource-agent name="broken"><actions/></resource-agent>';;
            start) echo 'FATAL: could not create lock file: No space left' >&2; exit 1;;
            monitor) exit 7;;
            esac
            """;

    private static final String SITE =
            """
            user root;
            worker_processes 1;
            pid /run/belay-story.pid;
            error_log /run/belay-story.log;
            events {}
            http {
                access_log off;
                server {
                    listen 8099;
                    location / { return 200 "here"; }
                }
            }
            """;

    private TestLab lab;

    @BeforeAll
    void up() throws Exception {
        lab = TestLab.start(true, 3);
        for (LabNode node : lab.description.nodes()) {
            // Beside the agents that are installed, in this host's own view of the disk.
            run(
                    node.id(),
                    """
                    set -e
                    agents=/usr/lib/ocf/resource.d
                    mkdir /run/belay-agents
                    cp -a "$agents/heartbeat" /run/belay-agents/
                    mount --bind /run/belay-agents "$agents"
                    mkdir "$agents/story"
                    cat >"$agents/story/database" <<'END'
                    %s
                    END
                    cat >"$agents/story/broken" <<'END'
                    %s
                    END
                    chmod 755 "$agents"/story/*
                    cat >/run/belay-story.conf <<'END'
                    %s
                    END
                    """
                            .formatted(DATABASE, BROKEN, SITE));
        }
        apply();
        await("web", one -> one.state() == State.ACTIVE);
        await("base", one -> one.state() == State.ACTIVE);
    }

    @AfterAll
    void down() throws Exception {
        lab.close();
    }

    private void apply(String... more) throws Exception {
        List<String> nodes = new ArrayList<>();
        for (LabNode node : lab.description.nodes()) {
            nodes.add(
                    """
                    { "id": "%1$s", "name": "%1$s", "role": "%2$s", "address": "%3$s" }
                    """
                            .formatted(
                                    node.id(),
                                    node.id().equals("node-1") ? "admin" : "worker",
                                    node.address()));
        }
        List<String> services = new ArrayList<>();
        services.add(
                service(
                        "web",
                        "heartbeat",
                        "nginx",
                        """
                        "parameters": {
                            "configfile": "/run/belay-story.conf",
                            "status10url": "http://127.0.0.1:8099/" },
                        """));
        services.add(service("base", "story", "database", ""));
        services.addAll(List.of(more));
        String text =
                """
                { "format": "belay-design", "version": 1, "belay": "0.1",
                  "cluster": { "id": "lab", "name": "lab", "timing": { "name": "default" } },
                  "nodes": [ %s ], "services": [ %s ] }
                """
                        .formatted(String.join(",", nodes), String.join(",", services));
        ApiClient api = lab.api("node-1");
        api.putDesign(new DesignText(text, api.design().version()));
    }

    /// One failure moves it.
    private static String service(String id, String provider, String agent, String more) {
        return """
        { "id": "%1$s", "name": "%1$s", "migrationThreshold": 1, "resources": [
            { "type": "ocf", "name": "%1$s-main", "provider": "%2$s", "agent": "%3$s", %4$s
              "operations":
                  { "start": "20s", "stop": "2s", "monitor": "2s", "interval": "1s" } } ] }
        """
                .formatted(id, provider, agent, more);
    }

    private void run(String node, String script) throws Exception {
        List<String> words =
                List.of(
                        "nsenter",
                        "-t",
                        Long.toString(lab.view(node).hostPid()),
                        "-m",
                        "-u",
                        "-i",
                        "-n",
                        "-p",
                        "--",
                        "sh",
                        "-c",
                        script);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", script, said).isZero();
    }

    private ServiceView await(String service, Predicate<ServiceView> condition) throws Exception {
        AtomicReference<ServiceView> found = new AtomicReference<>();
        TestLab.await(
                service,
                found::get,
                () -> {
                    lab.api("node-1").services().services().stream()
                            .filter(one -> one.id().equals(service))
                            .forEach(found::set);
                    return found.get() != null && condition.test(found.get());
                });
        return Objects.requireNonNull(found.get());
    }

    private Story story(String service) throws Exception {
        ApiClient api = lab.api("node-1");
        ServiceWhy why = api.serviceWhy(service);
        return Storyteller.last(
                        api.services(),
                        service,
                        "node-1",
                        why,
                        api.events(-1, 400, EventScope.CLUSTER))
                .orElseThrow();
    }

    /// As people read it.
    private static String told(Story story) {
        StoryText text = StoryText.of(Locale.ENGLISH);
        StringBuilder told =
                new StringBuilder(text.headline(story) + ": " + text.cause(story) + "\n");
        story.chain().forEach(link -> told.append("  " + text.link(link, story) + "\n"));
        story.advice().forEach(one -> told.append(text.advice(one) + "\n"));
        System.out.println(told);
        return told.toString();
    }

    /// Told by the node a moment after it was seen from outside.
    private String awaitTold(String service, String part) throws Exception {
        List<String> told = new ArrayList<>();
        TestLab.await(
                part,
                told::getLast,
                () -> {
                    told.add(told(story(service)));
                    return told.getLast().contains(part);
                });
        return told.getLast();
    }

    @Test
    void nginx_that_dies_goes_to_another_node_and_the_story_names_its_monitor() throws Exception {
        ServiceView before = await("web", one -> one.state() == State.ACTIVE);

        // Its workers go on without it, as orphans that hold the port.
        run(before.node(), "kill -9 $(cat /run/belay-story.pid)");
        ServiceView after =
                await(
                        "web",
                        one -> one.state() == State.ACTIVE && !one.node().equals(before.node()));

        assertThat(awaitTold("web", "web-main")).contains("nginx not running", before.node());
        Story story = story("web");
        assertThat(story.cause().kind()).isEqualTo(CauseKind.FAILED);
        assertThat(story.from()).isEqualTo(before.node());
        assertThat(story.to()).isEqualTo(after.node());
        assertThat(story.chain())
                .anyMatch(
                        link -> link.event() != null && link.event().id().equals("service.failed"));
        assertThat(after.failures()).extracting(ServiceView.Failures::node).contains(before.node());
        TestLab.await(
                "the orphans are gone",
                () -> {
                    try {
                        // Nobody listens at port 8099 any more.
                        run(before.node(), "! grep -q ':1FA3 00000000:0000 0A' /proc/net/tcp");
                        return true;
                    } catch (AssertionError e) {
                        return false;
                    }
                });
        lab.api("node-1").clearService("web");
    }

    @Test
    void a_stop_that_hangs_is_told_and_starts_nothing_elsewhere_until_it_has_ended()
            throws Exception {
        ServiceView before = await("base", one -> one.state() == State.ACTIVE);
        run(before.node(), "touch " + WORDS + "/client");
        String to = lab.others(before.node()).getFirst();

        lab.api("node-1").moveService("base", to);
        ServiceView stuck =
                await(
                        "base",
                        one -> one.state() == State.STUCK && one.reason().contains("within 2s"));

        assertThat(stuck.node()).as("it may still run there").isEqualTo(before.node());
        assertThat(stuck.generation()).isEqualTo(before.generation());
        assertThat(stuck.reason()).contains("base-main", "stop");
        for (LabNode node : lab.description.nodes()) {
            if (!node.id().equals(before.node())) {
                run(node.id(), "test ! -e " + WORDS + "/database");
            }
        }
        run(before.node(), "rm " + WORDS + "/client");
        lab.api("node-1").stopService("base");
        await("base", one -> one.state() == State.STOPPED || one.node().equals(to));
        lab.api("node-1").startService("base");
        await("base", one -> one.state() == State.ACTIVE && one.node().equals(to));
        assertThat(awaitTold("base", "base-main")).contains("stop");
        lab.api("node-1").clearService("base");
    }

    @Test
    void a_monitor_that_does_not_come_back_moves_the_service_and_is_told() throws Exception {
        ServiceView before = await("base", one -> one.state() == State.ACTIVE);

        run(before.node(), "touch " + WORDS + "/hangs");
        ServiceView after =
                await(
                        "base",
                        one -> one.state() == State.ACTIVE && !one.node().equals(before.node()));

        assertThat(awaitTold("base", "monitor")).contains("base-main", before.node());
        assertThat(story("base").cause().kind()).isEqualTo(CauseKind.FAILED);
        assertThat(after.generation()).isGreaterThan(before.generation());
        run(before.node(), "rm " + WORDS + "/hangs");
        lab.api("node-1").clearService("base");
    }

    @Test
    void a_start_that_fails_everywhere_is_told_with_the_agents_own_words() throws Exception {
        apply(service("late", "story", "broken", ""));

        ServiceView late =
                await("late", one -> one.state() == State.WAITING && one.failures().size() == 3);

        assertThat(late.failures())
                .allSatisfy(one -> assertThat(one.last()).contains("No space left"));
        assertThat(awaitTold("late", "No space left")).contains("late-main");
        Story story = story("late");
        assertThat(story.cause().kind()).isEqualTo(CauseKind.FAILED);
        assertThat(story.to()).as("nowhere").isEmpty();
        assertThat(story.candidates()).isNotEmpty().allMatch(one -> one.score() < 0);
        apply();
    }
}
