package dev.belay.agent.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetnsFabricTest {

    @Test
    void a_program_in_a_folder_with_a_space_is_one_value_to_sshd() {
        assertThat(NetnsFabric.sshdConfig("10.177.1.1", "/opt/my belay").lines())
                .contains("ListenAddress 10.177.1.1")
                .anyMatch(line ->
                        line.startsWith("SetEnv \"PATH=/opt/my belay:") && line.endsWith("\""));
    }
}
