package dev.belay.app.wizard;

import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/// What one wizard asks, checks and does; needs no toolkit. Confined to the UI thread, except for
/// the probes and acts that it hands out.
public abstract class Script {
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

    /// A fact on the page Done.
    ///
    /// @param name what it is about
    /// @param value what was found
    /// @param good whether it is as it should be
    public record Fact(String name, String value, boolean good) {}

    /// Stable, such as `enroll`.
    public abstract String id();

    public abstract String title();

    public List<Page> pages() {
        return List.of(Page.WHAT, Page.PREFLIGHT, Page.REVIEW, Page.APPLY, Page.DONE);
    }

    /// One line about a page, for the list of steps; empty for the usual one.
    public String summary(Page page) {
        return "";
    }

    /// What is missing before the next page; empty when nothing is.
    public String missing(Page page) {
        return "";
    }

    /// The verb that leads on from a page; empty for the usual one.
    public String onward(Page page) {
        return "";
    }

    /// Whether leading on from a page destroys something.
    public boolean destroys(Page page) {
        return false;
    }

    public abstract List<Check> checks();

    public abstract List<Deed> deeds();

    /// What will happen, as the panel at the right has it.
    public List<Happening> happenings(Page page) {
        return deeds().stream().map(Happening::of).toList();
    }

    /// What is left to people, because the program does none of it; for the runbook.
    public List<Happening> byHand() {
        return List.of();
    }

    /// One sentence above what will happen; empty for the usual one.
    public String lead(Page page) {
        return "";
    }

    /// One sentence at the foot of what will happen; empty for none.
    public String afterwards() {
        return "";
    }

    /// What was typed, to be kept in a draft; nothing secret.
    public abstract Map<String, String> fields();

    /// Takes what a draft kept.
    public abstract void take(Map<String, String> fields);

    /// A page came into view.
    ///
    /// @param dry whether nothing must be changed
    public void entered(Page page, boolean dry) {}

    /// Whether a deed is to be done again when the wizard is resumed, although it was done.
    public boolean repeats(String deed) {
        return false;
    }

    /// All deeds of a page are done.
    public void applied(boolean dry) {}

    /// What is half done while nobody looks; empty when nothing is.
    public String middle() {
        return "";
    }

    /// What was verified at the end.
    public abstract List<Fact> facts(boolean dry);

    /// The same text without anything secret that this wizard knows.
    public String clean(String text) {
        return text;
    }

    /// The wizard is left: whatever runs for it ends.
    public void left() {}

    /// Counts up whenever something of the above may have changed.
    public final ReadOnlyLongProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    protected final void changed() {
        changes.set(changes.get() + 1);
    }
}
