package dev.belay.agent.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RaftSettingsTest {

    /// With a longer one a voter whose log differs is sent heartbeats for ever and no entries.
    @Test
    void a_peer_is_tried_again_well_before_its_next_heartbeat_is_due() {
        int heartbeatMillis = RaftSettings.ELECTION_MIN_MILLIS / 2;

        assertThat(
                        Pattern.compile("(\\d+)ms")
                                .matcher(RaftSettings.APPEND_AGAIN)
                                .results()
                                .map(pause -> Integer.parseInt(pause.group(1))))
                .hasSize(2)
                .allSatisfy(pause -> assertThat(pause).isLessThan(heartbeatMillis * 2 / 3));
    }
}
