package dev.belay.app.cloud;

import dev.belay.api.ApiError;
import dev.belay.app.ui.Labels;
import dev.belay.app.ui.StateGlyph;
import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Parts;
import dev.belay.app.wizard.Section;
import dev.belay.model.status.NodeState;
import java.util.List;
import javafx.scene.Node;

/// Why the cluster could not be asked, with a way to ask it again; nothing where it was not to be,
/// or answered.
public final class ClusterTrouble {
    private final Texts texts;
    private final String wizard;
    private final Ground ground;
    private final Section place = new Section("form-rows");

    /// Shows nothing yet.
    ///
    /// @param wizard with which ids begin
    public ClusterTrouble(Texts language, String wizard, Ground ground) {
        this.texts = language.beside(ClusterTrouble.class);
        this.wizard = wizard;
        this.ground = ground;
    }

    /// Where it stands in the form.
    public Node node() {
        return place;
    }

    /// Shows it as it is by now.
    public void refresh() {
        ApiError why = ground.trouble();
        if (why == null) {
            place.show("", List::of);
        } else {
            place.show(why, () -> List.of(banner(why)));
        }
    }

    private Node banner(ApiError why) {
        return Parts.row(
                "banner bad rounded",
                new StateGlyph(NodeState.UNKNOWN, 18),
                Labels.prose(texts.get("trouble", why.found(), why.advice())),
                Labels.space(),
                Parts.button(wizard + "-again", "fth-refresh-cw", texts.get("again"), ground::ask));
    }
}
