package dev.belay.app.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.app.connect.ConnectionStore.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionStoreTest {

    @TempDir Path folder;

    @Test
    void what_is_saved_is_loaded_and_readable_by_nobody_else() throws Exception {
        Path file = folder.resolve("new/connections.json");
        SavedConnection saved =
                new SavedConnection(
                        "1",
                        "本番",
                        true,
                        "admin",
                        2222,
                        "bastion",
                        "~/.ssh/id",
                        "/run/x.sock",
                        List.of(new SavedConnection.SavedNode("node-1", "n1")));

        ConnectionStore store = new ConnectionStore(file);
        assertThat(store.load()).isEmpty();
        store.save(List.of(saved));

        assertThat(new ConnectionStore(file).load()).containsExactly(saved);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_damaged_file_is_an_error_with_its_line_and_is_never_overwritten() throws Exception {
        Path file = write("{\n \"version\": 1,\n \"connections\": [\n}");
        ConnectionStore store = new ConnectionStore(file);

        StoreException thrown = catchThrowableOfType(StoreException.class, store::load);

        assertThat(thrown).hasMessageContaining("line 4").hasMessageContaining("" + file);
        assertThat(catchThrowableOfType(StoreException.class, () -> store.save(List.of())))
                .hasMessageContaining("does not understand");
        assertThat(file).content().contains("\"connections\": [");
    }

    @Test
    void a_newer_file_and_an_unknown_field_are_named() throws Exception {
        assertThat(fails("{\"version\": 2, \"more\": 1}")).hasMessageContaining("version '2'");
        assertThat(fails("{\"version\": 1, \"connections\": [], \"password\": \"x\"}"))
                .hasMessageContaining("password");
        assertThat(fails("{\"version\": 1}")).hasMessageContaining("connections");
        assertThat(fails("")).hasMessageContaining("" + folder);
    }

    @Test
    void a_connection_without_a_name_or_a_node_is_named() throws Exception {
        assertThat(fails("{\"version\":1,\"connections\":[{\"id\":\"1\",\"name\":\"x\"}]}"))
                .hasMessageContaining("at least one node");
        assertThat(
                        fails(
                                "{\"version\":1,\"connections\":[{\"id\":\"1\",\"nodes\":[{\"address\":\"a\"}]}]}"))
                .hasMessageContaining("a name");
    }

    @Test
    void what_a_hand_written_file_leaves_out_is_left_to_the_ssh_config() throws Exception {
        Path file =
                write(
                        """
                        {"version": 1, "connections": [
                          {"id": "1", "name": "lab", "nodes": [{"address": "node-1"}]}]}
                        """);

        SavedConnection loaded = new ConnectionStore(file).load().getFirst();

        assertThat(loaded)
                .isEqualTo(
                        new SavedConnection(
                                "1",
                                "lab",
                                false,
                                "",
                                0,
                                "",
                                "",
                                "",
                                List.of(new SavedConnection.SavedNode("node-1", ""))));
    }

    private StoreException fails(String text) throws IOException {
        Path file = write(text);
        return catchThrowableOfType(StoreException.class, () -> new ConnectionStore(file).load());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("connections.json"), text);
    }
}
