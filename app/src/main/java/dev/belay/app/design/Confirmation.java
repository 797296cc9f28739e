package dev.belay.app.design;

import dev.belay.app.ui.Texts;
import dev.belay.app.wizard.Forms;
import dev.belay.app.wizard.Page;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;

/// The name of a protected cluster, which has to be typed before the cluster is changed. FX thread
/// only.
public final class Confirmation {
    private final Texts texts;
    private final Guard guard;
    private final BooleanSupplier isOfCluster;
    private final Runnable changed;
    private String typed = "";

    /// Nothing is typed yet.
    ///
    /// @param isOfCluster whether the cluster is changed at all
    /// @param changed told when something else is typed
    public Confirmation(
            Texts language, Guard guard, BooleanSupplier isOfCluster, Runnable changed) {
        this.texts = language.beside(Confirmation.class);
        this.guard = guard;
        this.isOfCluster = isOfCluster;
        this.changed = changed;
    }

    private boolean isWanted() {
        return isOfCluster.getAsBoolean() && guard.isProtected().getAsBoolean();
    }

    /// Whoever looks at the form again types it again.
    public void forget() {
        typed = "";
    }

    /// Somebody typed.
    public void type(String name) {
        typed = name;
        changed.run();
    }

    /// What has to be typed before the review leads on; empty when nothing has.
    public String missing(Page page) {
        if (!page.equals(Page.REVIEW) || !isWanted()) {
            return "";
        }
        String cluster = guard.cluster().get();
        return typed.strip().equals(cluster) ? "" : texts.get("confirm.missing", cluster);
    }

    /// Where one types it; nothing where it is not wanted.
    public List<Node> field(String id) {
        if (!isWanted()) {
            return List.of();
        }
        String cluster = guard.cluster().get();
        return List.of(
                Forms.field(
                        id,
                        texts.get("confirm.type", cluster),
                        Forms.text(typed, this::type),
                        cluster));
    }
}
