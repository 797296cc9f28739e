package dev.belay.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.DrillKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class DrillReportTest {

    static DrillResult result(String service, boolean isEnded, DrillResult.Outage... outages) {
        long longest = 0;
        for (DrillResult.Outage one : outages) {
            longest = Math.max(longest, one.millis());
        }
        return new DrillResult(
                service,
                DrillKind.CUT,
                10_000,
                "tcp:10.0.0.9:443",
                5,
                Instant.parse("2026-03-01T10:00:00Z"),
                "gw-1",
                "gw-2",
                4,
                5,
                "web on gw-1 is over: no renewal for 1503 ms; it goes to gw-2",
                List.of("db"),
                "default",
                1_500,
                isEnded,
                isEnded ? longest : null,
                List.of(outages),
                2_400,
                1_820,
                580,
                7,
                12_000,
                null,
                null,
                false);
    }

    private static DrillResult named(NameSeen name) {
        DrillResult plain = result("app", true, new DrillResult.Outage(12, 2_922, true));
        return new DrillResult(
                plain.service(),
                DrillKind.MOVE,
                0,
                "name:test.clusterpro.local:3389@10.0.0.2:53",
                5,
                plain.at(),
                "server-1",
                "server-2",
                4,
                5,
                plain.reason(),
                List.of(),
                "default",
                1_500,
                true,
                2_910L,
                plain.outages(),
                2_400,
                1_820,
                580,
                7,
                12_000,
                1_340L,
                name,
                false);
    }

    @Test
    void a_name_is_in_the_report_with_where_it_led_and_when_clients_followed() {
        DrillResult result =
                named(
                        new NameSeen(
                                "test.clusterpro.local",
                                "10.0.0.2:53",
                                10,
                                new NameSeen.Place("10.0.110.100", "server-1"),
                                new NameSeen.Place("10.0.120.100", "server-2"),
                                840L,
                                9_120L));

        assertThat(report(result, Locale.ROOT).markdown())
                .contains(
                        "it did not run, and was started in 1.34 s",
                        "test.clusterpro.local led to 10.0.110.100 (server-1); 840 ms after the order it led to 10.0.120.100 (server-2), and 9.12 s after it clients went there",
                        "10.0.0.2:53",
                        "| How long clients keep the answer | 10 s |");
        assertThat(report(result, Locale.JAPANESE).html())
                .contains("840 ms で 10.0.120.100 (server-2) に変わり");
    }

    @Test
    void a_name_that_clients_did_not_follow_says_so() {
        DrillResult result =
                named(
                        new NameSeen(
                                "test.clusterpro.local",
                                "",
                                10,
                                new NameSeen.Place("10.0.110.100", ""),
                                new NameSeen.Place("10.0.120.100", ""),
                                840L,
                                null));

        assertThat(report(result, Locale.ROOT).html())
                .contains("no client has gone there yet", "the resolvers of this system");
    }

    private static DrillReport report(DrillResult result, Locale locale) {
        return new DrillReport(result, locale, ZoneOffset.UTC);
    }

    @Test
    void the_page_says_first_how_long_clients_had_no_answer() {
        DrillResult result = result("web", true, new DrillResult.Outage(12, 2_922, true));

        String html = report(result, Locale.ROOT).html();

        assertThat(html)
                .contains("<h1>web was out for 2.91 s</h1>")
                .contains("from gw-1 to gw-2")
                .contains("prefers-color-scheme: dark")
                .contains("2026-03-01 10:00:00.000")
                .doesNotContain("http://")
                .doesNotContain("<script");
    }

    @Test
    void nothing_in_a_report_is_taken_for_markup() {
        DrillResult result = result("<b>w|eb</b>", true);

        assertThat(report(result, Locale.ROOT).html())
                .contains("&lt;b&gt;w|eb&lt;/b&gt;")
                .doesNotContain("<b>");
        assertThat(report(result, Locale.ROOT).markdown())
                .contains("\\<b\\>w\\|eb\\</b\\>")
                .doesNotContain("<b>");
    }

    @Test
    void an_outcome_that_nobody_saw_is_unknown() {
        DrillResult result = result("web", false, new DrillResult.Outage(12, 12_000, false));

        assertThat(report(result, Locale.ROOT).markdown())
                .contains("**web did not answer for good within 12.00 s: the outcome is unknown**")
                .contains("| +12 ms | not over | 11.99 s |");
    }

    @Test
    void what_was_never_out_says_how_far_apart_answers_were() {
        assertThat(DrillText.of(Locale.ROOT).headline(result("web", true)))
                .isEqualTo("web was never out: at most 0 ms between two answers");
        assertThat(report(result("web", true), Locale.ROOT).markdown())
                .contains("None of 50 ms or longer.");
    }

    @Test
    void a_report_is_in_the_language_of_its_reader() {
        DrillResult result = result("web", true, new DrillResult.Outage(12, 2_922, true));

        assertThat(report(result, Locale.JAPANESE).html())
                .contains("<html lang=\"ja\">")
                .contains("web は 2.91 s 応答しませんでした");
    }

    @Test
    void both_languages_have_the_same_texts() {
        ResourceBundle english = ResourceBundle.getBundle("dev.belay.drill.drill", Locale.ROOT);
        ResourceBundle japanese =
                ResourceBundle.getBundle("dev.belay.drill.drill", Locale.JAPANESE);

        assertThat(japanese.keySet()).isEqualTo(english.keySet());
        assertThat(japanese.getLocale()).isEqualTo(Locale.JAPANESE);
    }
}
