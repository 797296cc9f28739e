package dev.belay.agent.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.agent.xml.XmlElement;
import dev.belay.agent.xml.XmlException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfEscapedTest {

    @Test
    void what_is_escaped_is_read_as_it_is() throws Exception {
        assertThat(HalfEscaped.parse("<a b=\"x &quot;y&quot; &amp;amp;\"/>"))
                .isEqualTo(XmlElement.of("a", Map.of("b", "x \"y\" &amp;")));
    }

    @Test
    void what_is_not_escaped_behind_a_letter_beyond_ascii_is_read_as_it_was_meant()
            throws Exception {
        String raw =
                "<n rc=\"1\" out=\"&lt;é <b> \"c\" & d=\"e f\n\" z=\"2\"><a q=\"ü\"<&>\"/></n>";
        assertThat(HalfEscaped.parse(raw))
                .isEqualTo(
                        XmlElement.of(
                                        "n",
                                        Map.of(
                                                "rc",
                                                "1",
                                                "out",
                                                "<é <b> \"c\" & d=\"e f\n",
                                                "z",
                                                "2"))
                                .with(XmlElement.of("a", Map.of("q", "ü\"<&>"))));
    }

    @Test
    void what_an_agent_says_does_not_change_what_the_daemon_said_before_it() throws Exception {
        XmlElement read = HalfEscaped.parse("<n rc=\"1\" out=\"é\" rc=\"0\" z=\"<\"/>");
        assertThat(read.attribute("rc")).contains("1");
    }

    @Test
    void what_is_no_xml_at_all_is_a_fault() {
        assertThatThrownBy(() -> HalfEscaped.parse("<n é=")).isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> HalfEscaped.parse("")).isInstanceOf(XmlException.class);
        assertThatThrownBy(() ->
                        HalfEscaped.parse(
                                "<!DOCTYPE n [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><n a=\"&e;\"/>"))
                .isInstanceOf(XmlException.class);
    }

    @Test
    void a_long_text_with_many_quotes_is_read_in_no_time() throws Exception {
        String value = "\"<&>\n".repeat(400_000);
        long began = System.nanoTime();
        assertThat(HalfEscaped.parse(XmlElement.of("n", Map.of("one", value)).written()))
                .isEqualTo(XmlElement.of("n", Map.of("one", value)));
        assertThat(HalfEscaped.parse("<n one=\"é" + "\"<&> \" ".repeat(400_000) + "\"/>").name())
                .isEqualTo("n");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void any_value_that_is_half_escaped_comes_back_whole() throws Exception {
        var random = new Random(7);
        String letters = "aé日\"<>& =/'";
        for (int i = 0; i < 2_000; i++) {
            var value = new StringBuilder("é");
            for (int j = random.nextInt(12); j > 0; j--) {
                value.append(letters.charAt(random.nextInt(letters.length())));
            }
            // What looks like the end of a value cannot be told from it.
            String text = value.toString().replaceAll("\"(?=\\s*/?>|\\s+\\w+=\"|$)", "'");
            String raw = "<n one=\"" + text + "\" two=\"2\"/>";
            assertThat(HalfEscaped.parse(raw))
                    .as(raw)
                    .isEqualTo(XmlElement.of("n", Map.of("one", text, "two", "2")));
        }
    }
}
