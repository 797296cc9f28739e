package dev.belay.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.app.design.CloudAnswers;
import dev.belay.app.design.CloudAnswers.Dated;
import dev.belay.app.editor.EditorModel;
import dev.belay.model.config.ClusterSettings;
import dev.belay.model.config.TimingProfile;
import dev.belay.model.design.Design;
import dev.belay.model.edit.EditName;
import dev.belay.model.node.Node;
import dev.belay.model.node.NodeRole;
import dev.belay.model.preflight.DescribeReader.Document;
import dev.belay.model.value.ThingId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final CloudAnswers answers = new CloudAnswers(background::add, Runnable::run);
    private final EditorModel editor = new EditorModel();
    private final Clusters clusters = new Clusters();

    private static Design drawing(String node) {
        return Design.empty(ClusterSettings.of("cluster", "new", TimingProfile.STANDARD))
                .with(Node.of(new ThingId(node), node, NodeRole.WORKER));
    }

    @BeforeEach
    void given() {
        Accounts.forget(answers, editor, clusters);
        editor.begun(drawing("gw-1"));
        answers.add(List.of(new Dated(new Document("vpcs", "{\"Vpcs\": []}"), Instant.EPOCH)));
    }

    private void read() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    @Test
    void an_edit_of_the_drawing_keeps_them() {
        read();
        editor.edit(
                EditName.of("change", "x"),
                now -> now.with(Node.of(new ThingId("b"), "b", NodeRole.WORKER)));
        assertThat(answers.now().given()).hasSize(1);
    }

    @Test
    void another_drawing_with_the_same_id_forgets_them() {
        read();
        editor.begun(drawing("other"));
        assertThat(answers.now().given()).isEmpty();
    }

    @Test
    void answers_that_are_being_read_are_forgotten_as_well() {
        editor.begun(drawing("other"));
        assertThat(answers.now().reading()).isFalse();
        read();
        assertThat(answers.now().given()).isEmpty();
    }

    @Test
    void a_drawing_that_is_closed_takes_them_along() {
        read();
        editor.closed();
        assertThat(answers.now().given()).isEmpty();
    }
}
