package dev.belay.app.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.connect.SavedConnection;
import dev.belay.app.connections.ConnectionDraft.Fault;
import dev.belay.app.connections.ConnectionDraft.Field;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionDraftTest {
    @Test
    void everything_that_is_wrong_is_said_at_once() {
        ConnectionDraft draft =
                new ConnectionDraft(
                        "edge",
                        "admin@gw-1\nadmin@\n",
                        "",
                        "70000",
                        "bastion, @",
                        "id_ed25519",
                        "belay.sock",
                        false);
        assertThat(draft.faults(Set.of("edge")))
                .containsExactly(
                        new Fault(Field.NAME, "fault.name.taken", "edge"),
                        new Fault(Field.ADDRESSES, "fault.addresses.wrong", "admin@"),
                        new Fault(Field.PORT, "fault.port", "70000"),
                        new Fault(Field.JUMP, "fault.jump", "@"),
                        new Fault(Field.KEY_FILE, "fault.key-file", "id_ed25519"),
                        new Fault(Field.SOCKET, "fault.socket", "belay.sock"));
    }

    @Test
    void an_empty_form_wants_a_name_and_a_node() {
        assertThat(ConnectionDraft.EMPTY.faults(Set.of()))
                .containsExactly(
                        new Fault(Field.NAME, "fault.name.none", ""),
                        new Fault(Field.ADDRESSES, "fault.addresses.none", ""));
    }

    @Test
    void the_same_node_twice_is_one_too_many() {
        ConnectionDraft draft =
                new ConnectionDraft("edge", "gw-1\n gw-1 ", "", "", "", "", "", false);
        assertThat(draft.faults(Set.of()))
                .containsExactly(new Fault(Field.ADDRESSES, "fault.addresses.twice", "gw-1"));
    }

    @Test
    void a_socket_of_this_computer_is_a_node_too() {
        ConnectionDraft draft =
                new ConnectionDraft("here", "/run/belay/belayd.sock", "", "", "", "", "", false);
        assertThat(draft.faults(Set.of())).isEmpty();
    }

    @Test
    void what_is_known_of_an_address_stays_when_the_form_is_saved() {
        SavedConnection before =
                new SavedConnection(
                        "id",
                        "edge",
                        true,
                        "admin",
                        2222,
                        "bastion",
                        "",
                        "",
                        List.of(
                                new SavedConnection.SavedNode("gw-1", "node-1"),
                                new SavedConnection.SavedNode("gw-2", "node-2")));
        ConnectionDraft draft = ConnectionDraft.of(before);
        assertThat(draft.saved(before)).isEqualTo(before);
        ConnectionDraft changed =
                new ConnectionDraft(
                        "edge",
                        "gw-2\ngw-9",
                        draft.user(),
                        draft.port(),
                        draft.jump(),
                        draft.keyFile(),
                        draft.socket(),
                        draft.isProtected());
        assertThat(changed.saved(before).nodes())
                .containsExactly(
                        new SavedConnection.SavedNode("gw-2", "node-2"),
                        new SavedConnection.SavedNode("gw-9", ""));
    }
}
