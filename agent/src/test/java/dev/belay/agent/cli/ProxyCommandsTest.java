package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the Squid of this machine.
class ProxyCommandsTest {

    private static final String EXAMPLE =
            Path.of("..", "examples", "dns-name-proxy.belay").toString();

    @TempDir Path folder;

    private record Ran(ExitCode code, String out, String err) {}

    private static Ran run(String... args) {
        return run(Locale.ROOT, args);
    }

    private static Ran run(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        ExitCode code = recorded.run(args);
        return new Ran(code, recorded.out(), recorded.err());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("squid.conf"), text).toString();
    }

    @Test
    void what_is_rendered_is_shown_or_written_once() throws IOException {
        Ran shown = run("proxy", "render", EXAMPLE);
        assertThat(shown.code()).isEqualTo(ExitCode.DONE);
        assertThat(shown.out())
                .contains("==> squid/proxy.env <==", "HTTPS_PROXY=http://192.168.10.200:3128")
                .contains("==> squid/squid.conf <==", "acl cluster src 10.0.0.0/16");

        Path into = folder.resolve("out");
        assertThat(run("proxy", "render", EXAMPLE, "-o", into.toString()).code())
                .isEqualTo(ExitCode.DONE);
        Path conf = into.resolve("squid/squid.conf");
        assertThat(shown.out()).contains(Files.readString(conf));
        assertThat(run("proxy", "render", EXAMPLE, "-o", into.toString()).code())
                .as("the same once more")
                .isEqualTo(ExitCode.DONE);
        Files.delete(into.resolve("squid/proxy.env"));
        Files.writeString(conf, "# mine\n");
        Ran refused = run("proxy", "render", EXAMPLE, "-o", into.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err()).contains(conf + "' is there with other words");
        assertThat(conf).hasContent("# mine");
        assertThat(into.resolve("squid/proxy.env")).doesNotExist();
    }

    @Test
    void a_proxy_that_is_not_drawn_is_refused() {
        assertThat(run("proxy", "render", EXAMPLE, "--proxy", "other").err())
                .contains("there is no 'other': give one of squid");
        Ran none = run("proxy", "render", EXAMPLE.replace("dns-name-proxy", "stations"));
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("has none: draw one");
    }

    @Test
    void what_is_rendered_is_taken_by_squid_and_lets_the_nodes_through() throws IOException {
        run("proxy", "render", EXAMPLE, "-o", folder.toString());
        String conf = folder.resolve("squid/squid.conf").toString();
        Ran ran = run("proxy", "check", conf, "--users-of", EXAMPLE);
        assertThat(ran.out().lines())
                .containsExactly(
                        "Squid takes the file (squid -k parse).",
                        "Nothing is wrong with the order of " + conf + ".");
        assertThat(ran.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void an_order_that_squid_takes_and_that_refuses_the_nodes_is_found() throws IOException {
        String conf =
                file(
                        """
                        http_port 3128
                        acl myacl src 10.0.0.0/16
                        http_access deny all
                        http_access allow myacl
                        """);
        Ran ran = run("proxy", "check", conf, "--source", "10.0.110.100");
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out())
                .contains(conf + ":4: 'http_access allow myacl' is never reached")
                .contains("10.0.110.100 is to go through and is refused")
                .contains("Squid takes the file");
        Ran japanese = run(Locale.JAPANESE, "proxy", "check", conf, "--json");
        assertThat(japanese.out())
                .contains("\"squid\":\"good\"", "\"kind\":\"never-reached\"", "\"line\":4")
                .contains("決して評価されません");
    }

    @Test
    void words_that_squid_does_not_know_are_told_in_its_own() throws IOException {
        Ran ran = run("proxy", "check", file("http_acess allow all\n"));
        assertThat(ran.code()).isEqualTo(ExitCode.PROBLEMS_FOUND);
        assertThat(ran.out()).contains("Squid refuses the file").contains("http_acess");
    }

    @Test
    void what_cannot_be_asked_is_told() {
        Ran none = run("proxy", "check", folder.resolve("none").toString());
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("a configuration of Squid is wanted");
        Ran bad = run("proxy", "check", EXAMPLE, "--source", "somewhere");
        assertThat(bad.code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(bad.err()).contains("found 'somewhere'");
    }
}
