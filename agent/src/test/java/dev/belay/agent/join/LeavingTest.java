package dev.belay.agent.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.api.MemberRemoval.Afterwards;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeavingTest {

    @TempDir Path folder;

    private void leave(boolean keepsKeys, Afterwards then) throws Exception {
        Files.writeString(folder.resolve("fence-secrets.json"), "{\"values\":{}}");
        Files.writeString(folder.resolve("membership.json"), "{}");
        Leaving.begin(folder, new Leaving.Order(then, keepsKeys, "lab", false));
        Leaving.finish(folder);
        assertThat(folder.resolve("membership.json")).doesNotExist();
    }

    @Test
    void secrets_of_a_cluster_go_with_it() throws Exception {
        leave(false, Afterwards.STANDALONE);
        assertThat(folder.resolve("fence-secrets.json")).doesNotExist();
        leave(false, Afterwards.WIPE);
        assertThat(folder.resolve("fence-secrets.json")).doesNotExist();
    }

    @Test
    void who_comes_back_under_another_name_keeps_them() throws Exception {
        leave(true, Afterwards.WIPE);
        assertThat(folder.resolve("fence-secrets.json")).exists();
    }
}
