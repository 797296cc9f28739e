package dev.belay.reach.ssh;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.transport.DisconnectListener;
import org.jspecify.annotations.Nullable;

/// Why a connection ended. The thread that reads learns it; whoever writes at that moment only sees
/// a broken pipe, or a connection that is gone.
final class LastWords implements DisconnectListener {

    /// Told when it ended by itself.
    private final Consumer<String> onLost;

    private final CountDownLatch spoken = new CountDownLatch(1);
    private volatile String said = "";

    LastWords(Consumer<String> onLost) {
        this.onLost = onLost;
    }

    @Override
    public void notifyDisconnect(DisconnectReason reason, @Nullable String message) {
        if (reason == DisconnectReason.BY_APPLICATION) {
            return;
        }
        said = message == null || message.isBlank() ? reason.name() : message;
        spoken.countDown();
        onLost.accept(said);
    }

    /// What was said, waiting a moment for it; else what {@code cause} says.
    String or(Throwable cause, Duration patience) {
        try {
            if (spoken.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return said;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Login.deepest(cause);
    }
}
