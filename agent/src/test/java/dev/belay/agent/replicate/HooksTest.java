package dev.belay.agent.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.belay.api.ApiError;
import dev.belay.api.ConfigSetView.Hook;
import dev.belay.model.content.ContentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {

    private static final long PATIENT = 20_000;

    @TempDir private Path dir;
    private Path target;
    private Path run;
    private Switch link;

    @BeforeEach
    void make() throws IOException {
        target = dir.resolve("etc");
        run = Files.createDirectory(dir.resolve("run"));
        link = new Switch(dir.resolve("sets"), target);
    }

    @Test
    void a_command_sees_the_tree_and_the_target() throws Exception {
        Path tree = tree(1, "x", "text");
        hooks(Hook.Kind.COMMAND, List.of("test", "-f", "{tree}/x"), List.of(), 0, PATIENT)
                .validate(tree);
        ApiError error =
                refusal(
                        hooks(
                                Hook.Kind.COMMAND,
                                List.of("ls", "{target}/missing"),
                                List.of(),
                                0,
                                PATIENT),
                        tree);
        assertThat(error.code()).isEqualTo("validate-refused");
        assertThat(error.found()).contains(target + "/missing");
    }

    @Test
    void a_command_that_hangs_is_killed_with_all_that_it_started() throws Exception {
        Path tree = tree(1, "x", "text");
        String mark = "86399." + System.nanoTime() % 1_000_000;
        var command = List.of("sh", "-c", "sleep " + mark + " & setsid sleep " + mark + " & wait");
        ApiError error = refusal(hooks(Hook.Kind.COMMAND, command, List.of(), 0, 700), tree);
        assertThat(error.code()).isEqualTo("validate-timed-out");
        assertThat(error.found()).contains("outcome is unknown");
        assertThat(
                        ProcessHandle.allProcesses()
                                .filter(ProcessHandle::isAlive)
                                .filter(one -> one.info().commandLine().orElse("").endsWith(mark)))
                .isEmpty();
    }

    @Test
    void what_a_command_says_is_cut_and_cleaned() throws Exception {
        Path tree = tree(1, "x", "text");
        var loud = List.of("sh", "-c", "printf '\\033[2Jred\\007\\n'; yes | head -c 90000; exit 3");
        ApiError error = refusal(hooks(Hook.Kind.COMMAND, loud, List.of(), 0, PATIENT), tree);
        assertThat(error.found()).startsWith("3, saying: [2Jred\ny\ny").endsWith("…");
        assertThat(error.found().length()).isLessThan(9_000);
        assertThat(error.found().chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
    }

    @Test
    void a_daemon_that_keeps_the_pipe_open_holds_nobody_up() throws Exception {
        Path tree = tree(1, "x", "text");
        var daemon = List.of("sh", "-c", "(trap '' HUP; exec sleep 6) & exit 0");
        assertThatCode(() -> hooks(Hook.Kind.COMMAND, daemon, List.of(), 0, 4_000).validate(tree))
                .doesNotThrowAnyException();
    }

    @Test
    void a_missing_program_is_told() throws Exception {
        var none = List.of("/no/such/program");
        ApiError error =
                refusal(hooks(Hook.Kind.COMMAND, none, List.of(), 0, PATIENT), tree(1, "x", ""));
        assertThat(error.code()).isIn("validate-refused", "validate-not-started");
        assertThat(error.sentence()).contains("/no/such/program");
    }

    @Test
    void nginx_serves_a_new_version_after_its_reload_and_no_broken_one() throws Exception {
        int port = RunningService.freePort();
        Path one = tree(1, "nginx.conf", nginx(port, "include " + target + "/part.conf;"));
        Files.writeString(one.resolve("part.conf"), "return 200 'one';");
        Path two = tree(2, "nginx.conf", nginx(port, "include " + target + "/part.conf;"));
        Files.writeString(two.resolve("part.conf"), "return 200 'two';");
        Path broken = tree(3, "nginx.conf", nginx(port, "include " + target + "/part.conf;"));
        Files.writeString(broken.resolve("part.conf"), "retrun 200 'three';");
        link.to(one, false);
        Hooks hooks = hooks(Hook.Kind.NGINX, List.of(), List.of(), port, PATIENT);
        try (var _ = nginx()) {
            RunningService.await(port, "one");
            // The staged files are read under the target's own name, and not those in force.
            assertThat(refusal(hooks, broken).found()).contains("retrun");
            hooks.validate(two);
            RunningService.await(port, "one");
            Hooks.Before before = hooks.look();
            assertThat(before.instance()).isPresent();
            link.to(two, false);
            hooks.reload(two, before);
            assertThat(RunningService.ask(port)).isEqualTo("two");
        }
    }

    @Test
    void nginx_that_finds_its_port_taken_goes_on_with_the_old_version_and_is_found_out()
            throws Exception {
        int port = RunningService.freePort();
        Path one = tree(1, "nginx.conf", nginx(port, "return 200 'one';"));
        link.to(one, false);
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var _ = nginx()) {
            String more =
                    "return 200 'two'; } server { listen 127.0.0.1:" + taken.getLocalPort() + ";";
            Path two = tree(2, "nginx.conf", nginx(port, more));
            RunningService.await(port, "one");
            Hooks hooks = hooks(Hook.Kind.NGINX, List.of(), List.of(), port, PATIENT);
            // nginx -t says nothing of it.
            hooks.validate(two);
            Hooks.Before before = hooks.look();
            link.to(two, false);
            ApiError error = reloadRefusal(hooks, two, before);
            assertThat(error.code()).isEqualTo("reload-without-effect");
            assertThat(error.found()).contains("bind()").contains("Address already in use");
            assertThat(RunningService.ask(port)).isEqualTo("one");
            link.to(one, false);
            hooks.reload(one, hooks.look());
            assertThat(RunningService.ask(port)).isEqualTo("one");
        }
    }

    @Test
    void haproxy_serves_a_new_version_after_its_reload_and_no_broken_one() throws Exception {
        int port = RunningService.freePort();
        Path one = tree(1, "haproxy.cfg", haproxy(port, "one"));
        Path two = tree(2, "haproxy.cfg", haproxy(port, "two"));
        Path broken = tree(3, "haproxy.cfg", haproxy(port, "x") + "    no-such-word\n");
        link.to(one, false);
        Hooks hooks = hooks(Hook.Kind.HAPROXY, List.of(), List.of(), port, PATIENT);
        try (var _ =
                new RunningService(
                        run.resolve("out"),
                        List.of("haproxy", "-W", "-f", target + "/haproxy.cfg"))) {
            RunningService.await(port, "one");
            assertThat(refusal(hooks, broken).found()).contains("no-such-word");
            hooks.validate(two);
            Hooks.Before before = hooks.look();
            link.to(two, false);
            hooks.reload(two, before);
            RunningService.await(port, "two");
            // Broken after it was validated, by hand for instance.
            link.to(broken, false);
            Hooks hasty = hooks(Hook.Kind.HAPROXY, List.of(), List.of(), port, 2_000);
            assertThat(reloadRefusal(hasty, broken, hasty.look()).code())
                    .isEqualTo("reload-without-effect");
            assertThat(RunningService.ask(port)).contains("two");
        }
    }

    @Test
    void squid_listens_anew_after_its_reload_and_takes_no_broken_version() throws Exception {
        int port = RunningService.freePort();
        Path one = tree(1, "squid.conf", squid(port, "one.example"));
        Path two = tree(2, "squid.conf", squid(port, "two.example"));
        Path broken = tree(3, "squid.conf", "http_port nowhere:x:y\n" + squid(port, "x"));
        link.to(one, false);
        Hooks hooks = hooks(Hook.Kind.SQUID, List.of(), List.of(), port, PATIENT);
        try (var _ =
                new RunningService(
                        run.resolve("out"),
                        List.of("squid", "--foreground", "-f", target + "/squid.conf"))) {
            RunningService.await(port, "one.example");
            assertThat(refusal(hooks, broken).code()).isEqualTo("validate-refused");
            hooks.validate(two);
            Hooks.Before before = hooks.look();
            link.to(two, false);
            hooks.reload(two, before);
            RunningService.await(port, "two.example");
        }
    }

    private RunningService nginx() throws IOException {
        return new RunningService(
                run.resolve("error.log"),
                List.of("nginx", "-c", target + "/nginx.conf", "-g", "daemon off;"));
    }

    private String nginx(int port, String body) {
        return """
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        worker_processes 2;
        events { worker_connections 64; }
        http {
            access_log off;
            client_body_temp_path %1$s/a;
            proxy_temp_path %1$s/b;
            fastcgi_temp_path %1$s/c;
            uwsgi_temp_path %1$s/d;
            scgi_temp_path %1$s/e;
            server { listen 127.0.0.1:%2$d; %3$s }
        }
        """
                .formatted(run, port, body);
    }

    private static String haproxy(int port, String text) {
        return """
        defaults
            mode http
            timeout client 5s
            timeout connect 5s
            timeout server 5s
        frontend web
            bind 127.0.0.1:%d
            http-request return status 200 content-type text/plain string "%s"
        """
                .formatted(port, text);
    }

    private String squid(int port, String name) {
        return """
        http_port 127.0.0.1:%2$d
        visible_hostname %3$s
        pid_filename %1$s/squid.pid
        cache_log /dev/stderr
        access_log none
        cache deny all
        pinger_enable off
        netdb_filename none
        shutdown_lifetime 0 seconds
        """
                .formatted(run, port, name);
    }

    private Hooks hooks(
            Hook.Kind kind, List<String> validate, List<String> reload, int port, long millis) {
        return new Hooks(new Hook(kind, validate, reload, port, millis), target);
    }

    private Path tree(int number, String name, String text) throws IOException {
        Path tree = dir.resolve("sets/web/" + number + "/tree");
        Files.createDirectories(tree);
        Files.writeString(tree.resolve(name), text);
        return tree;
    }

    private static ApiError refusal(Hooks hooks, Path tree) throws InterruptedException {
        try {
            hooks.validate(tree);
        } catch (ContentException e) {
            return e.errors().get(0);
        }
        throw new AssertionError("not refused");
    }

    private static ApiError reloadRefusal(Hooks hooks, Path tree, Hooks.Before before)
            throws InterruptedException {
        try {
            hooks.reload(tree, before);
        } catch (ContentException e) {
            return e.errors().get(0);
        }
        throw new AssertionError("not refused");
    }
}
