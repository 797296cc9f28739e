package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.ConnectionsModel;
import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connect.TestConnections;
import dev.belay.app.connect.UiThread;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWaysTest {

    @Test
    void a_way_that_is_written_anew_is_the_one_that_is_gone(@TempDir Path folder) throws Exception {
        try (UiThread ui = new UiThread();
                ConnectionsModel connections =
                        TestConnections.of(folder, folder.resolve("known_hosts"), ui)) {
            LiveWays ways = new LiveWays(() -> connections, folder);
            assertThat(ways.installer(way("/run/first.sock")).reach()).contains("/run/first.sock");
            assertThat(ways.installer(way("/run/then.sock")).reach()).contains("/run/then.sock");
        }
    }

    /// One host, whose way is edited.
    private static SavedConnection way(String address) {
        return new SavedConnection(
                "way-gw-1",
                "gw-1",
                false,
                "",
                0,
                "",
                "",
                "",
                List.of(new SavedConnection.SavedNode(address, "")));
    }
}
