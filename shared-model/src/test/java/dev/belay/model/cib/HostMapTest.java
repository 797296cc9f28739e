package dev.belay.model.cib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostMapTest {

    @Test
    void nodes_have_ports_and_a_backslash_takes_what_follows_as_it_is() {
        assertThat(HostMap.parse("n1:1;n2=2 n3:Virtual\\ Machine\\;3;n4"))
                .isEqualTo(
                        Map.of(
                                "n1", Optional.of("1"),
                                "n2", Optional.of("2"),
                                "n3", Optional.of("Virtual Machine;3"),
                                "n4", Optional.empty()));
        assertThat(HostMap.parse("n1:a:b=c")).isEqualTo(Map.of("n1", Optional.of("a:b=c")));
        assertThat(HostMap.parse(" ; ")).isEmpty();
    }

    @Test
    void what_is_written_is_read() {
        Map<String, String> ports = new LinkedHashMap<>();
        ports.put("n1", "Web 1");
        ports.put("n2", "a:b;c=d\\e\tf");
        Map<String, Optional<String>> read = HostMap.parse(HostMap.write(ports));
        assertThat(read)
                .isEqualTo(
                        Map.of(
                                "n1", Optional.of("Web 1"),
                                "n2", Optional.of("a:b;c=d\\e\tf")));
    }
}
