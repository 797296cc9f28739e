package dev.belay.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BelayTest {

    @Test
    void help_names_every_command() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("--help")).isEqualTo(ExitCode.DONE);
        assertThat(recorded.out())
                .contains(
                        "studio",
                        "screenshots",
                        "lab",
                        "status",
                        "check-status",
                        "node",
                        "events",
                        "agent",
                        "dial-stdio",
                        "completion",
                        "test");
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void a_wrong_option_is_wrong_usage_and_says_where_help_is() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("status", "--colour")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("--colour").contains("see 'belay status --help'");
        assertThat(recorded.out()).isEmpty();
    }

    @Test
    void an_unknown_command_is_wrong_usage() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("frobnicate")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("frobnicate");
    }

    @Test
    void wrong_usage_says_what_was_wanted_and_found_in_the_language_of_the_reader() {
        for (Locale locale : new Locale[] {Locale.ROOT, Locale.JAPANESE}) {
            assertThat(refused(locale, "keys", "reset")).contains("'belay'", "'keys'");
            assertThat(refused(locale, "lab", "frobnicate"))
                    .contains("'belay lab'", "'frobnicate'");
            assertThat(refused(locale, "lab", "kill")).contains("'NODE'");
            assertThat(refused(locale, "lab", "exec", "node-1")).contains("'CMD'");
            assertThat(refused(locale, "lab", "cut", "node-1")).contains("'B'");
            assertThat(refused(locale, "status", "more")).contains("'belay status'", "'more'");
            assertThat(refused(locale, "status", "--socket")).contains("'--socket PATH'");
            assertThat(refused(locale, "agent", "run", "--frob")).contains("'--frob'");
            assertThat(refused(locale, "lab", "up", "--nodes", "few"))
                    .contains("'--nodes N'", "'few'");
            assertThat(refused(locale, "events", "--limit", "0")).contains("1000", "0");
            assertThat(refused(locale, "events", "--limit", "-3")).contains("1000", "-3");
        }
        assertThat(refused(Locale.JAPANESE, "frobnicate"))
                .isEqualTo(
                        "belay: 'belay' のコマンドが必要ですが、'frobnicate' が指定されました。"
                                + "'belay --help' を参照してください\n");
    }

    private static String refused(Locale locale, String... args) {
        Recorded recorded = Recorded.in(locale);
        assertThat(recorded.run(args)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.out()).isEmpty();
        return recorded.err();
    }

    @Test
    void a_group_without_a_command_shows_its_commands_and_is_wrong_usage() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("lab")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("up", "down", "heal");
    }

    @Test
    void a_socket_that_is_not_there_is_a_failure_that_names_it() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("status", "--socket", "/nonexistent/agent.sock"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(recorded.err()).startsWith("belay: ").contains("/nonexistent/agent.sock");
    }

    @Test
    void a_lab_that_is_not_there_is_a_failure_that_says_how_to_start_one() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("lab", "kill", "node-1", "--dir", "/nonexistent/lab"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(recorded.err()).contains("/nonexistent/lab").contains("belay lab up");
    }

    @Test
    void a_lab_has_at_most_seventeen_nodes() {
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("lab", "up", "--nodes", "18")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("1 to 17").contains("18");
    }

    @Test
    void japanese_is_spoken_where_the_environment_asks_for_it() {
        Recorded recorded = Recorded.in(Locale.JAPANESE);
        assertThat(recorded.run("lab", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(recorded.out()).contains("使い方:").contains("ラボを起動し").endsWith("\n");
    }

    @Test
    void completion_is_offered_for_three_shells_and_no_other() {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            Recorded recorded = Recorded.in(Locale.ROOT);
            assertThat(recorded.run("completion", shell)).isEqualTo(ExitCode.DONE);
            assertThat(recorded.out()).contains("check-status").contains("netns");
        }
        Recorded recorded = Recorded.in(Locale.ROOT);
        assertThat(recorded.run("completion", "tcsh")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("tcsh");
    }
}
