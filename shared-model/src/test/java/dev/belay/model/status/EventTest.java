package dev.belay.model.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /// One event of each kind, filled with made-up values.
    static List<Event> oneOfEach() throws ReflectiveOperationException {
        var events = new ArrayList<Event>();
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            Class<?>[] types =
                    Arrays.stream(kind.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            Object[] values =
                    Arrays.stream(types)
                            .map(type ->
                                    type == String.class
                                            ? "some text"
                                            : type == int.class ? (Object) 2 : (Object) 1100L)
                            .toArray();
            var constructor = kind.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            events.add((Event) constructor.newInstance(values));
        }
        return events;
    }

    @Test
    void every_event_has_text_and_advice_in_both_languages_and_no_placeholder_stays_open()
            throws ReflectiveOperationException {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            var text = StatusText.of(locale);
            for (Event event : oneOfEach()) {
                var record = record(event);
                assertThat(text.text(record))
                        .as(event.id())
                        .isNotEqualTo(event.id() + " " + event.fields())
                        .doesNotContain("{");
                assertThat(text.advice(record)).as(event.id()).isNotBlank().doesNotContain("{");
            }
        }
    }

    @Test
    void both_languages_have_the_same_keys_with_the_same_placeholders() {
        for (String name : List.of("events", "status")) {
            String base = "dev.belay.model.status." + name;
            var english = ResourceBundle.getBundle(base, Locale.ROOT);
            var japanese = ResourceBundle.getBundle(base, Locale.JAPANESE);
            assertThat(japanese.keySet()).isEqualTo(english.keySet());
            for (String key : english.keySet()) {
                assertThat(japanese.getObject(key)).as(key).isNotSameAs(english.getObject(key));
                assertThat(placeholders(japanese.getString(key)))
                        .as(key)
                        .isEqualTo(placeholders(english.getString(key)));
            }
        }
    }

    @Test
    void no_text_is_left_over_of_an_event_that_is_gone() throws ReflectiveOperationException {
        var ids = new TreeSet<String>();
        for (Event event : oneOfEach()) {
            ids.add(event.id());
            ids.add(event.id() + ".advice");
        }
        var bundle = ResourceBundle.getBundle("dev.belay.model.status.events", Locale.ROOT);
        assertThat(new TreeSet<>(bundle.keySet())).isEqualTo(ids);
    }

    @Test
    void an_event_of_a_newer_agent_shows_its_id_and_fields() {
        var record =
                new EventRecord(
                        1,
                        "lease.bent",
                        Instant.EPOCH,
                        "n1",
                        Severity.INFO,
                        java.util.Map.of("a", "b"));
        assertThat(StatusText.of(Locale.JAPANESE).text(record)).isEqualTo("lease.bent {a=b}");
        assertThat(StatusText.of(Locale.JAPANESE).advice(record)).isEmpty();
    }

    @Test
    void the_line_for_the_log_quotes_values_with_blanks() {
        assertThat(new Event.NodeUnreachable("n2", "silent for 5.1 s").line())
                .isEqualTo("node.unreachable peer=n2 why=\"silent for 5.1 s\"");
        assertThat(new Event.CoordinatorLost("n1", 4, 1100).line())
                .isEqualTo("coordinator.lost former=n1 term=4 silent=\"1.1 s\"");
    }

    private static java.util.Set<String> placeholders(String pattern) {
        var names = new TreeSet<String>();
        var matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static EventRecord record(Event event) {
        return new EventRecord(
                1, event.id(), Instant.EPOCH, "n1", event.severity(), event.fields());
    }
}
