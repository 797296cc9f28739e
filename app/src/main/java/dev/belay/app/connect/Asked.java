package dev.belay.app.connect;

import dev.belay.api.ApiError;
import dev.belay.model.status.Picture;
import dev.belay.reach.AgentException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// One question to the cluster that is looked at, asked again and again. Confined to the UI thread;
/// nothing blocks. The last answer is kept, with its age, while nobody answers.
///
/// @param <T> the answer
public final class Asked<T> {

    /// What the last question came to.
    public enum Hearing {
        ASKING,
        HEARD,
        /// No answer came.
        SILENT,
        /// The agent said no.
        REFUSED
    }

    /// Blocks until there is an answer.
    public interface Question<T> {
        T ask() throws AgentException;
    }

    /// What the question needs.
    ///
    /// @param nanos monotonic
    public record Means(Executor background, Executor ui, LongSupplier nanos) {}

    private final Question<T> question;
    private final Means means;
    private final Consumer<T> heard;
    private final Runnable changed;

    /// Counts the clusters that were looked at: an answer of another one is dropped.
    private final ReadOnlyLongWrapper cluster = new ReadOnlyLongWrapper(this, "cluster");

    private Hearing hearing = Hearing.ASKING;
    private @Nullable T told;
    private @Nullable ApiError error;
    private long atNanos;
    private boolean asking;

    /// Answers to questions from before are old.
    private long outdated;

    /// @param heard hears each answer that is taken
    /// @param changed hears that something is other than before
    public Asked(Question<T> question, Means means, Consumer<T> heard, Runnable changed) {
        this.question = question;
        this.means = means;
        this.heard = heard;
        this.changed = changed;
    }

    /// Changes when another cluster is looked at.
    public ReadOnlyLongProperty clusterProperty() {
        return cluster.getReadOnlyProperty();
    }

    public Hearing hearing() {
        return hearing;
    }

    /// The last answer; empty before the first.
    public Optional<T> told() {
        return Optional.ofNullable(told);
    }

    /// Why the last question has no answer; null when it has.
    public @Nullable ApiError error() {
        return error;
    }

    /// Age of the last answer; -1 before the first.
    public long ageMillis() {
        return told == null ? -1 : (means.nanos().getAsLong() - atNanos) / 1_000_000;
    }

    /// Whether nothing can be concluded from the last answer any more.
    public boolean isStale() {
        return ageMillis() > Picture.STALE_MILLIS;
    }

    /// Another cluster is looked at: nothing of the one before is known of it.
    public void forget() {
        cluster.set(cluster.get() + 1);
        hearing = Hearing.ASKING;
        told = null;
        error = null;
        asking = false;
    }

    /// What is being asked now was asked too early: its answer does not count.
    public void outdate() {
        outdated++;
    }

    /// Asks; once at a time.
    public void ask() {
        if (asking) {
            return;
        }
        asking = true;
        long mine = cluster.get();
        long before = outdated;
        means.background()
                .execute(() -> {
                    try {
                        T got = question.ask();
                        means.ui().execute(() -> heard(mine, before, got));
                    } catch (AgentException e) {
                        means.ui().execute(() -> unheard(mine, e));
                    }
                });
    }

    private void heard(long mine, long before, T got) {
        if (mine == cluster.get()) {
            asking = false;
            if (before == outdated) {
                take(got);
            }
            changed.run();
        }
    }

    private void unheard(long mine, AgentException why) {
        if (mine == cluster.get()) {
            asking = false;
            hearing = why.kind() == AgentException.Kind.REFUSED ? Hearing.REFUSED : Hearing.SILENT;
            error = why.error();
            changed.run();
        }
    }

    /// An answer that came in another way.
    public void take(T got) {
        told = got;
        hearing = Hearing.HEARD;
        error = null;
        atNanos = means.nanos().getAsLong();
        heard.accept(got);
    }
}
