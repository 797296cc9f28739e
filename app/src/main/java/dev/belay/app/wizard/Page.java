package dev.belay.app.wizard;

/// A page of a wizard.
///
/// @param id names its texts, and the page in a draft
/// @param kind what the frame does on it
public record Page(String id, Kind kind) {

    public static final Page WHAT = new Page("what", Kind.FORM);
    public static final Page PREFLIGHT = new Page("preflight", Kind.PREFLIGHT);
    public static final Page REVIEW = new Page("review", Kind.REVIEW);
    public static final Page APPLY = new Page("apply", Kind.APPLY);
    public static final Page DONE = new Page("done", Kind.DONE);

    /// What the frame does on a page.
    public enum Kind {
        /// The wizard's own form.
        FORM,
        /// The checks.
        PREFLIGHT,
        /// The plan, before anything is changed.
        REVIEW,
        /// The deeds, one after the other.
        APPLY,
        /// The deeds, and then something of the wizard's own that goes on until it is ended.
        LIVE,
        /// What came of it.
        DONE
    }

    boolean runs() {
        return switch (kind) {
            case APPLY, LIVE -> true;
            case FORM, PREFLIGHT, REVIEW, DONE -> false;
        };
    }
}
